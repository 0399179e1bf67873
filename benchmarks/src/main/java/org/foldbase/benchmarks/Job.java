package org.foldbase.benchmarks;

import java.io.IOException;

/** Something that the library does with a map, and what it must cost at least. */
interface Job {
    /** Does it. The answer is returned so that no compiler can leave it out. */
    Object run() throws IOException;

    /**
     * Does it once and compares the answer with that of an independent computation.
     *
     * @return a pass over the chunks that the job needs: to decompress them is the floor
     * @throws WrongAnswerException if they differ
     */
    MapPass gate() throws IOException;
}
