package org.foldbase.server.pileup.web;

import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.web.Links;

/** How the pages name things. */
public final class Words {

    private Words() {}

    /** A value type in two or three words. */
    public static String name(ValueType type) {
        return switch (type) {
            case RAW -> "Contacts";
            case BALANCED -> "Balanced";
            case OBS_EXP -> "Observed / expected";
            case OBS_EXP_RAW -> "Observed / expected, raw";
        };
    }

    /** What a value type means. */
    public static String meaning(ValueType type) {
        return switch (type) {
            case RAW -> "The counts as they are, averaged.";
            case BALANCED ->
                    "Counts with the map's balancing weights applied: biases of single bins are"
                            + " taken out.";
            case OBS_EXP ->
                    "Balanced, over what is usual at that distance: 1 is as usual, 2 is twice as"
                            + " much.";
            case OBS_EXP_RAW -> "Counts over what is usual at that distance, without weights.";
        };
    }

    /** A state in a word or three. */
    public static String name(PileupView.State state) {
        return switch (state) {
            case QUEUED -> "In the queue";
            case COMPUTING -> "Computing";
            case READY -> "Ready";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
        };
    }

    /** The class of a state's chip. */
    public static String chip(PileupView.State state) {
        return switch (state) {
            case QUEUED, COMPUTING -> "chip busy";
            case READY -> "chip good";
            case FAILED -> "chip bad";
            case CANCELLED -> "chip warn";
        };
    }

    /** A window in words. */
    public static String window(long sizeBp) {
        return "± " + Links.basePairs(sizeBp);
    }

    /** A pileup in words. */
    public static String title(PileupView pileup) {
        return pileup.mapName() + " over " + pileup.regionSetName();
    }
}
