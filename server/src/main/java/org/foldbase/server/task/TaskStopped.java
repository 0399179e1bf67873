package org.foldbase.server.task;

/**
 * Ends an attempt: someone cancelled the task, another process has it now, or this one is about to
 * stop. Work lets it through.
 */
public final class TaskStopped extends RuntimeException {

    public TaskStopped(String why) {
        super(why);
    }
}
