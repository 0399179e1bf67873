package org.foldbase.hic.pileup;

/** What the cells of a window hold. */
public enum ValueType {
    /** Counts. No bin is masked; a pixel that is not stored is 0. */
    RAW(false, false),
    /** Counts with the balancing weights of both bins applied. */
    BALANCED(true, false),
    /** Balanced counts over the balanced counts expected at that distance. */
    OBS_EXP(true, true),
    /** Counts over the counts expected at that distance: for maps without weights. */
    OBS_EXP_RAW(false, true);

    private final boolean balanced;
    private final boolean overExpected;

    ValueType(boolean balanced, boolean overExpected) {
        this.balanced = balanced;
        this.overExpected = overExpected;
    }

    public boolean isBalanced() {
        return balanced;
    }

    public boolean isOverExpected() {
        return overExpected;
    }
}
