package org.foldbase.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.access.Actor;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.shared.Refusal;

/**
 * The doors through which files come in. Whatever the door, a whole file becomes a dataset that is
 * CHECKING and a task that checks it, in one transaction. An upload is there for its owner only.
 * Call it outside transactions.
 */
public interface IntakeService {

    /** How long an upload waits for its next byte. */
    Duration expiry();

    /** Bytes that a file may have. */
    long maxBytes();

    /**
     * Makes room for a file.
     *
     * @throws Refusal the file is too large, the owner's quota or the disk is full, there is no
     *     such assembly, or they may not
     */
    UploadView begin(Actor actor, NewUpload upload);

    /**
     * An upload of the actor's.
     *
     * @throws Refusal they have none of that id, or it has expired
     */
    UploadView require(Actor actor, UUID id);

    /**
     * Adds bytes until there are no more, the connection breaks, or the file is whole; whoever was
     * adding to the same upload before ends.
     *
     * @return how it is then
     * @throws Refusal the offset is not where the upload is, someone else goes on with it, or a
     *     limit is reached
     */
    UploadView append(Actor actor, UUID id, long offset, InputStream bytes) throws IOException;

    /** Forgets the bytes from an offset on. */
    UploadView cut(Actor actor, UUID id, long offset) throws IOException;

    /** Makes an upload of which all bytes are there a dataset; one that is already stays so. */
    UploadView finish(Actor actor, UUID id) throws IOException;

    /** Ends an upload, and deletes what has come of it. */
    void cancel(Actor actor, UUID id) throws IOException;

    /**
     * Takes a file in one go.
     *
     * @throws Refusal as {@link #begin}, or the bytes ended before the length that was said
     */
    UploadView receive(Actor actor, NewUpload upload, InputStream bytes) throws IOException;

    /**
     * Takes a file of the server's disk, from the folders that the operator lists.
     *
     * @throws Refusal it is not there, or they may not
     */
    DatasetView importFile(Actor actor, NewImport file);

    /**
     * Checks a dataset's file again.
     *
     * @param assembly name or id of the one it is to be of now; nothing leaves that to the content
     * @return the task
     * @throws Refusal it is being checked, is in use, or they may not
     */
    UUID checkAgain(Actor actor, long datasetId, Optional<String> assembly);

    /** What became of the upload that a dataset came from; nothing once that is forgotten. */
    Optional<UploadView> ofDataset(long datasetId);
}
