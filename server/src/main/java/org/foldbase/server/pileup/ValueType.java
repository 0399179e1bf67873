package org.foldbase.server.pileup;

/** What the cells of a pileup are averages of. */
public enum ValueType {
    /** Counts. */
    RAW("contacts"),
    /** Counts with the map's weights applied. */
    BALANCED("balanced contacts"),
    /** Balanced values over what is expected at that distance. */
    OBS_EXP("observed / expected"),
    /** Counts over what is expected at that distance. */
    OBS_EXP_RAW("observed / expected (raw)");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /** What the values are, for a colour bar. */
    public String label() {
        return label;
    }

    /** As the kernel names it. */
    public org.foldbase.hic.pileup.ValueType inKernel() {
        return org.foldbase.hic.pileup.ValueType.valueOf(name());
    }
}
