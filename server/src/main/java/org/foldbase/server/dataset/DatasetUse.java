package org.foldbase.server.dataset;

import java.util.List;

/** Tells where datasets are in use; implemented by the features that use them. */
public interface DatasetUse {

    /**
     * A use.
     *
     * @param what in words: {@code pileup 'CTCF × WT'}
     * @param link the page that shows it
     * @param running whether work goes on that needs the file; the dataset stays until it ends
     */
    record Use(String what, String link, boolean running) {}

    /** Where a dataset is in use; what is not running goes with it when it is deleted. */
    List<Use> of(long datasetId);

    /**
     * Called in the transaction that deletes a dataset, before its row and all that refers to it
     * go: files that go with them are to be trashed once it is committed.
     */
    default void deleting(long datasetId) {}
}
