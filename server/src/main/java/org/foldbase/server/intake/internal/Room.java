package org.foldbase.server.intake.internal;

import java.time.Duration;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.settings.FileSettings;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.shared.Bytes;
import org.foldbase.server.shared.Refusal;
import org.springframework.stereotype.Component;

/** How much may come in: of one file, of one owner, and onto the disk. */
@Component
class Room {

    private final FileSettings limits;
    private final DatasetService datasets;
    private final Uploads uploads;
    private final UploadFiles files;

    Room(Settings settings, DatasetService datasets, Uploads uploads, UploadFiles files) {
        this.limits = settings.files();
        this.datasets = datasets;
        this.uploads = uploads;
        this.files = files;
    }

    /** How long an upload waits for its next byte. */
    Duration expiry() {
        return limits.uploadExpiry();
    }

    /** Bytes that a file may have. */
    long maxBytes() {
        return limits.uploadMaxBytes();
    }

    /**
     * Refuses what is too much.
     *
     * @param bytes of the file, as far as that is known
     */
    void require(long ownerId, long bytes) {
        if (bytes > maxBytes()) {
            throw new Refusal(
                    Refusal.Kind.TOO_LARGE,
                    "The file has %s; this server takes files of up to %s."
                            .formatted(Bytes.text(bytes), Bytes.text(maxBytes())));
        }
        long left = left(ownerId);
        if (bytes > left || left <= 0) {
            throw new Refusal(
                    Refusal.Kind.NO_ROOM,
                    "The file has %s, but of your quota of %s only %s are left; delete what you no longer need."
                            .formatted(
                                    Bytes.text(bytes),
                                    Bytes.text(limits.uploadQuotaBytes()),
                                    Bytes.text(Math.max(0, left))));
        }
        files.requireRoom(bytes);
    }

    /** Bytes that an owner may still send. */
    long left(long ownerId) {
        return limits.uploadQuotaBytes()
                - datasets.bytesOf(ownerId)
                - uploads.bytesOnTheirWay(ownerId);
    }
}
