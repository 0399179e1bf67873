package org.foldbase.hic.pileup;

/** Why a region, or a pair of them, has no part in an average. */
public enum DropReason {
    UNKNOWN_CHROMOSOME("on a chromosome that the map does not have"),
    OUTSIDE_VIEW("outside every view region"),
    DIFFERENT_VIEW_REGIONS("with anchors on different view regions"),
    OFF_EDGE("with a window over the edge of the view region"),
    MASKED_ENTIRELY("without a finite value in the window");

    private final String words;

    DropReason(String words) {
        this.words = words;
    }

    /** Completes the sentence "a region …". */
    public String words() {
        return words;
    }
}
