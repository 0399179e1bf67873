package org.foldbase.server.intake.web;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.intake.UploadView;
import org.foldbase.server.task.TaskView;

/**
 * What became of an upload.
 *
 * @param state of the dataset; UPLOADING before there is one
 * @param failure why the file can't be used
 * @param note what else there is to know: that the content was there already
 * @param progress of the check, from 0 to 1
 * @param doing what the check does
 */
record UploadAnswer(
        UUID id,
        String name,
        OptionalLong lengthBytes,
        long offset,
        Instant expiresAt,
        OptionalLong datasetId,
        DatasetState state,
        Optional<String> failure,
        Optional<String> note,
        double progress,
        String doing) {

    static UploadAnswer of(UploadView upload) {
        return new UploadAnswer(
                upload.id(),
                upload.name(),
                upload.lengthBytes(),
                upload.offset(),
                upload.expiresAt(),
                upload.datasetId(),
                DatasetState.UPLOADING,
                Optional.empty(),
                upload.note(),
                0,
                "");
    }

    UploadAnswer with(DatasetView dataset) {
        return new UploadAnswer(
                id,
                name,
                lengthBytes,
                offset,
                expiresAt,
                datasetId,
                dataset.state(),
                dataset.failure(),
                note.or(dataset::note),
                progress,
                doing);
    }

    UploadAnswer with(TaskView check) {
        return new UploadAnswer(
                id,
                name,
                lengthBytes,
                offset,
                expiresAt,
                datasetId,
                state,
                failure,
                note,
                check.progress(),
                check.doing());
    }
}
