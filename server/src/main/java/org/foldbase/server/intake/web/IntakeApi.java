package org.foldbase.server.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.intake.IntakeService;
import org.foldbase.server.intake.NewImport;
import org.foldbase.server.intake.NewUpload;
import org.foldbase.server.intake.UploadView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files in one request, files of the server's disk, and checks that are wanted again. */
@RestController
class IntakeApi {

    private final IntakeService intake;

    IntakeApi(IntakeService intake) {
        this.intake = intake;
    }

    /**
     * A file that came.
     *
     * @param id of its dataset
     * @param upload what tells how far its check is
     * @param note says so if the content was there already
     */
    record Received(long id, UUID upload, String name, Optional<String> note) {}

    /**
     * Takes the file that is the request's body, which is no form. Answers 202 with the dataset,
     * which is checked now, or 200 with the one that has the same content already.
     */
    @PostMapping(path = "/api/v1/datasets", consumes = "!application/x-www-form-urlencoded")
    @Needs(Permission.CREATE)
    ResponseEntity<Received> receive(
            Actor actor,
            @RequestParam String name,
            @RequestParam(defaultValue = "private") String visibility,
            @RequestParam Optional<String> assembly,
            @RequestParam(defaultValue = "false") boolean keepCopy,
            HttpServletRequest request)
            throws IOException {
        long length = request.getContentLengthLong();
        UploadView upload =
                intake.receive(
                        actor,
                        new NewUpload(
                                name,
                                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                                TusStorage.visibility(visibility),
                                assembly,
                                keepCopy),
                        request.getInputStream());
        long id = upload.datasetId().orElseThrow();
        return ResponseEntity.status(
                        upload.note().isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/datasets/" + id))
                .body(new Received(id, upload.id(), upload.name(), upload.note()));
    }

    /**
     * What to take of the server's disk.
     *
     * @param byReference whether the file stays where it is; else it is copied
     */
    record ImportRequest(
            String path,
            @Nullable Boolean byReference,
            @Nullable String name,
            @Nullable String visibility,
            @Nullable String assembly,
            @Nullable Boolean keepCopy) {}

    /** Takes a file of the server's disk. */
    @PostMapping("/api/v1/imports")
    @Needs(Permission.IMPORT_FROM_DISK)
    ResponseEntity<Map<String, Long>> importFile(Actor actor, @RequestBody ImportRequest asked) {
        DatasetView dataset =
                intake.importFile(
                        actor,
                        new NewImport(
                                asked.path(),
                                Boolean.TRUE.equals(asked.byReference()),
                                Optional.ofNullable(asked.name()),
                                TusStorage.visibility(
                                        Optional.ofNullable(asked.visibility()).orElse("private")),
                                Optional.ofNullable(asked.assembly()),
                                Boolean.TRUE.equals(asked.keepCopy())));
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, "/api/v1/datasets/" + dataset.id())
                .body(Map.of("datasetId", dataset.id()));
    }

    /** Checks a dataset's file again. */
    @PostMapping("/api/v1/datasets/{id}/check")
    @Needs(Permission.CHANGE)
    ResponseEntity<Map<String, UUID>> check(
            Actor actor, @PathVariable long id, @RequestParam Optional<String> assembly) {
        return ResponseEntity.accepted()
                .body(Map.of("taskId", intake.checkAgain(actor, id, assembly)));
    }
}
