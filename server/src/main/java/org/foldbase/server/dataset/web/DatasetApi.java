package org.foldbase.server.dataset.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.dataset.DatasetChange;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetUse.Use;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Datasets: lists, details, changes, files. */
@RestController
class DatasetApi {

    private static final String PATH = "/api/v1/datasets";
    private static final String ONE = PATH + "/{id}";

    private final DatasetService datasets;
    private final Answers answers;

    DatasetApi(DatasetService datasets, Answers answers) {
        this.datasets = datasets;
        this.answers = answers;
    }

    /** The datasets that one sees, page by page. */
    @GetMapping(PATH)
    @Needs(Permission.SEE)
    Listing<DatasetAnswer> list(Actor actor, @ModelAttribute DatasetQuery query) {
        return answers.of(datasets.list(actor, query.filter()));
    }

    @GetMapping(ONE)
    @Needs(Permission.SEE)
    DatasetAnswer one(Actor actor, @PathVariable long id) {
        return answers.of(datasets.require(actor, Permission.SEE, id));
    }

    /** Where a dataset is in use. */
    @GetMapping(ONE + "/uses")
    @Needs(Permission.SEE)
    List<Use> uses(Actor actor, @PathVariable long id) {
        datasets.require(actor, Permission.SEE, id);
        return datasets.uses(id);
    }

    /**
     * What to change; what is not there stays as it is.
     *
     * @param version the one that was looked at, so that nobody's changes are lost
     */
    record ChangeRequest(
            @Nullable String name,
            @Nullable String description,
            @Nullable Visibility visibility,
            @Nullable String cellType,
            @Nullable String perturbation,
            @Nullable String protocol,
            @Nullable Integer version) {

        DatasetChange change() {
            return new DatasetChange(
                    Optional.ofNullable(name),
                    Optional.ofNullable(description),
                    Optional.ofNullable(visibility),
                    Optional.ofNullable(cellType),
                    Optional.ofNullable(perturbation),
                    Optional.ofNullable(protocol),
                    version == null ? OptionalInt.empty() : OptionalInt.of(version));
        }
    }

    @PatchMapping(ONE)
    @Needs(Permission.CHANGE)
    DatasetAnswer change(Actor actor, @PathVariable long id, @RequestBody ChangeRequest change) {
        return answers.of(datasets.change(actor, id, change.change()));
    }

    /** Deletes a dataset; one that is in use only if that is said to go with it. */
    @DeleteMapping(ONE)
    @Needs(Permission.CHANGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean withUses) {
        datasets.delete(actor, id, withUses);
    }

    /** The file as it came. */
    @GetMapping(ONE + "/file")
    @Needs(Permission.SEE)
    ResponseEntity<Resource> file(Actor actor, @PathVariable long id) {
        DatasetView dataset = datasets.require(actor, Permission.SEE, id);
        if (dataset.location() == FileLocation.EXTERNAL) {
            throw Refusal.conflict("This file stays on the server's disk, and is not given out.");
        }
        Path file = datasets.file(dataset);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(dataset.name(), StandardCharsets.UTF_8)
                                        .build()
                                        .toString());
        dataset.sha256().ifPresent(answer::eTag);
        return answer.body(new FileSystemResource(file));
    }
}
