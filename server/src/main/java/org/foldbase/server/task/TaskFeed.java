package org.foldbase.server.task;

import java.util.function.Consumer;

/**
 * Changes of tasks, whichever process makes them. The database is asked once for all who listen in
 * this process, and only while someone does.
 */
public interface TaskFeed {

    /**
     * Hears of every change from now on, within a second, each task as it is then. It is called by
     * one thread for all: it must not wait.
     */
    Subscription subscribe(Consumer<TaskView> listener);

    /** Listens until it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
