package org.foldbase.server.task;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.storage.FileRoot;

/** One attempt at a task, as its kind sees it. */
public interface TaskRun {

    UUID id();

    /** Counted from 1. */
    int attempt();

    Map<String, Object> parameters();

    OptionalLong ownerId();

    OptionalLong datasetId();

    OptionalLong pileupRegionId();

    OptionalLong pileupId();

    /**
     * Says how far the work is. Cheap: call it in hot loops, at least twice a second.
     *
     * @param fraction from 0 to 1
     * @param doing in a few words, for people
     * @throws TaskStopped it is to end now: let it through
     */
    void progress(double fraction, String doing);

    /**
     * Writes a file under a name that no other attempt shares. It is there as a whole or not at
     * all, and is deleted again unless this attempt is the one that counts.
     *
     * @param rowId the id of the row that it belongs to
     * @param suffix what it is: {@code .npy}
     * @return the file's path as rows name it
     * @throws TaskStopped the attempt is to end now
     */
    String write(FileRoot.Kind kind, String rowId, String suffix, FileRoot.Content content)
            throws IOException;
}
