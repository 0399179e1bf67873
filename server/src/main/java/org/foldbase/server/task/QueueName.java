package org.foldbase.server.task;

/** The queues; each has workers of its own, so that long work never keeps short work waiting. */
public enum QueueName {
    /** Seconds. */
    SHORT,
    /** Minutes. */
    MEDIUM,
    /** Hours: runs of pipelines. */
    LONG
}
