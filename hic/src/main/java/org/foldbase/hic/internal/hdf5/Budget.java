package org.foldbase.hic.internal.hdf5;

/**
 * Limits what one walk over a file's structure may read. The parts of a sound file do not overlap,
 * so together they are no larger than the file; a hostile file that points many times at the same
 * bytes runs out of budget instead of running for hours.
 */
final class Budget {
    private final long limit;
    private final String what;
    private long spent;

    Budget(long limit, String what) {
        this.limit = limit;
        this.what = what;
    }

    void spend(long bytes) throws Hdf5Exception {
        if (bytes > limit - spent) {
            throw new Hdf5Exception(
                    "the parts of %s add up to more than %d bytes, so they overlap or form a loop"
                            .formatted(what, limit));
        }
        spent += bytes;
    }
}
