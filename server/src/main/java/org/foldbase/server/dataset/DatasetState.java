package org.foldbase.server.dataset;

/** How far a dataset's file has come. */
public enum DatasetState {
    /** The file is not whole yet. */
    UPLOADING,
    /** The file is being read from end to end. */
    CHECKING,
    /** The file is what it says it is. */
    READY,
    /** The file can't be used; the row has the reason. */
    FAILED;

    /** Whether a dataset may go from this state to the other. */
    public boolean mayBecome(DatasetState next) {
        return switch (this) {
            case UPLOADING -> next == CHECKING || next == FAILED;
            case CHECKING -> next == READY || next == FAILED;
            case READY -> next == CHECKING || next == FAILED;
            case FAILED -> next == CHECKING;
        };
    }
}
