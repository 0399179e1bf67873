package org.foldbase.server.task;

/** How far a task has come. */
public enum TaskStatus {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether a task may go from this status to the other. */
    public boolean mayBecome(TaskStatus next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED;
            case RUNNING -> next == DONE || next == FAILED || next == CANCELLED || next == QUEUED;
            case DONE, FAILED, CANCELLED -> false;
        };
    }

    /** Whether nothing more happens to the task. */
    public boolean isFinal() {
        return this != QUEUED && this != RUNNING;
    }
}
