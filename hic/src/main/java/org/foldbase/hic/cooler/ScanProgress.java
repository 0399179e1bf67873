package org.foldbase.hic.cooler;

/**
 * Hears how far a pass over a map has come, and may end it. Called from the working threads, one at
 * a time.
 */
@FunctionalInterface
public interface ScanProgress {
    /** Hears nothing and never cancels. */
    ScanProgress NONE = (pixelsDone, pixelsInAll) -> true;

    /**
     * Called after each stretch of pixels.
     *
     * @return false to cancel: the pass then ends with a {@link
     *     java.util.concurrent.CancellationException}
     */
    boolean advance(long pixelsDone, long pixelsInAll);
}
