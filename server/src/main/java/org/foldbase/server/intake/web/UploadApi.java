package org.foldbase.server.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.intake.IntakeService;
import org.foldbase.server.intake.UploadView;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumable uploads: tus 1.0 with creation, termination, expiration and checksum; and what became
 * of them.
 */
@RestController
class UploadApi {

    static final String PATH = "/api/v1/uploads";

    private static final String ONE = PATH + "/{id}";

    private final IntakeService intake;
    private final DatasetService datasets;
    private final TaskQueue tasks;

    UploadApi(IntakeService intake, DatasetService datasets, TaskQueue tasks) {
        this.intake = intake;
        this.datasets = datasets;
        this.tasks = tasks;
    }

    /** What this server can. */
    @RequestMapping(
            path = {PATH, ONE},
            method = RequestMethod.OPTIONS)
    @Needs(Permission.ENTER)
    @Nullable ResponseEntity<ProblemDetail> options(
            Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Tus-Max-Size", Long.toString(intake.maxBytes()));
        return process(actor, request, response);
    }

    /** Begins an upload: Upload-Length, and in Upload-Metadata filename and what else is known. */
    @PostMapping(PATH)
    @Needs(Permission.CREATE)
    @Nullable ResponseEntity<ProblemDetail> begin(
            Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return process(actor, request, response);
    }

    /** How far an upload is. */
    @RequestMapping(path = ONE, method = RequestMethod.HEAD)
    @Needs(Permission.CREATE)
    @Nullable ResponseEntity<ProblemDetail> offset(
            Actor actor,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        finishIfWhole(actor, id);
        return process(actor, request, response);
    }

    /** Adds bytes; the last make it a dataset. */
    @PatchMapping(ONE)
    @Needs(Permission.CREATE)
    @Nullable ResponseEntity<ProblemDetail> append(
            Actor actor,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ResponseEntity<ProblemDetail> refused = process(actor, request, response);
        if (refused == null) {
            finishIfWhole(actor, id);
        }
        return refused;
    }

    /** Ends an upload and deletes what has come of it. */
    @DeleteMapping(ONE)
    @Needs(Permission.CREATE)
    @Nullable ResponseEntity<ProblemDetail> end(
            Actor actor,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        intake.require(actor, id);
        return process(actor, request, response);
    }

    private @Nullable ResponseEntity<ProblemDetail> process(
            Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TusProtocol protocol = new TusProtocol(intake, actor);
        try {
            protocol.process(request, response, actor.name());
        } catch (RuntimeException e) {
            withBody(response);
            throw e;
        }
        if (protocol.refused().isEmpty()) {
            return null;
        }
        withBody(response);
        ProblemDetail problem = protocol.refused().get();
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The library has said by now that the answer is empty. */
    private static void withBody(HttpServletResponse response) {
        response.reset();
        response.setHeader("Tus-Resumable", "1.0.0");
    }

    private void finishIfWhole(Actor actor, UUID id) throws IOException {
        UploadView upload = intake.require(actor, id);
        if (upload.isOnItsWay() && upload.offset() == upload.lengthBytes().orElse(-1)) {
            intake.finish(actor, id);
        }
    }

    /** What became of an upload, and how far the check of its file is. */
    @GetMapping(ONE)
    @Needs(Permission.CREATE)
    UploadAnswer one(Actor actor, @PathVariable UUID id) {
        return answer(intake.require(actor, id));
    }

    private UploadAnswer answer(UploadView upload) {
        if (upload.datasetId().isEmpty()) {
            return UploadAnswer.of(upload);
        }
        long datasetId = upload.datasetId().getAsLong();
        UploadAnswer answer = UploadAnswer.of(upload);
        for (DatasetView dataset : datasets.find(datasetId).stream().toList()) {
            answer = answer.with(dataset);
        }
        for (TaskView check :
                tasks.list(TaskFilter.all().ofDatasets(Set.of(datasetId)), 1, 1).rows()) {
            answer = answer.with(check);
        }
        return answer;
    }
}
