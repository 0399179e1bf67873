package org.foldbase.server.database.archive;

/** Is told how far the work is. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (done, inAll) -> {};

    /**
     * Called often.
     *
     * @param done steps so far: a row read, written, or read again each is one
     */
    void at(long done, long inAll);
}
