package org.foldbase.hic.pileup;

import java.util.Optional;
import java.util.OptionalInt;
import org.foldbase.hic.genome.View;

/** How to make a pileup. Everything but the flank has a default. */
public final class PileupOptions {
    private static final int MOST_CONTROLS = 1000;

    private final long flankBp;
    private final ValueType valueType;
    private final String weightName;
    private final Reduction reduction;
    private final OptionalInt ignoreDiags;
    private final boolean smoothExpected;
    private final Edges edges;
    private final boolean flip;
    private final boolean bothTriangles;
    private final int controls;
    private final long seed;
    private final int scoreSize;
    private final int threads;
    private final Optional<View> view;

    private PileupOptions(Builder builder) {
        this.flankBp = builder.flankBp;
        this.valueType = builder.valueType;
        this.weightName = builder.weightName;
        this.reduction = builder.reduction;
        this.ignoreDiags = builder.ignoreDiags;
        this.smoothExpected = builder.smoothExpected;
        this.edges = builder.edges;
        this.flip = builder.flip;
        this.bothTriangles = builder.bothTriangles;
        this.controls = builder.controls;
        this.seed = builder.seed;
        this.scoreSize = builder.scoreSize;
        this.threads = builder.threads;
        this.view = builder.view;
    }

    /**
     * Options for windows with the given flank.
     *
     * @param flankBp base pairs on each side of a region's centre, a multiple of the bin size
     */
    public static Builder flank(long flankBp) {
        return new Builder(flankBp);
    }

    public long flankBp() {
        return flankBp;
    }

    public ValueType valueType() {
        return valueType;
    }

    public String weightName() {
        return weightName;
    }

    public Reduction reduction() {
        return reduction;
    }

    public OptionalInt ignoreDiags() {
        return ignoreDiags;
    }

    public boolean smoothExpected() {
        return smoothExpected;
    }

    public Edges edges() {
        return edges;
    }

    public boolean flip() {
        return flip;
    }

    public boolean bothTriangles() {
        return bothTriangles;
    }

    public int controls() {
        return controls;
    }

    public long seed() {
        return seed;
    }

    public int scoreSize() {
        return scoreSize;
    }

    public int threads() {
        return threads;
    }

    public Optional<View> view() {
        return view;
    }

    /** Gathers options; {@link #build} checks that they go together. */
    public static final class Builder {
        private final long flankBp;
        private ValueType valueType = ValueType.OBS_EXP;
        private String weightName = "weight";
        private Reduction reduction = Reduction.MEAN;
        private OptionalInt ignoreDiags = OptionalInt.empty();
        private boolean smoothExpected;
        private Edges edges = Edges.DROP;
        private boolean flip;
        private boolean bothTriangles;
        private int controls;
        private long seed;
        private int scoreSize = 3;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Optional<View> view = Optional.empty();

        private Builder(long flankBp) {
            this.flankBp = flankBp;
        }

        /** Default: OBS_EXP. */
        public Builder valueType(ValueType value) {
            valueType = value;
            return this;
        }

        /** The balancing column, for the balanced value types. Default: {@code weight}. */
        public Builder weightName(String value) {
            weightName = value;
            return this;
        }

        /** Default: MEAN. */
        public Builder reduction(Reduction value) {
            reduction = value;
            return this;
        }

        /**
         * Diagonals below this, counted in bins, are NaN. Default: what the balancing column says
         * of itself, else 2.
         */
        public Builder ignoreDiags(int value) {
            ignoreDiags = OptionalInt.of(value);
            return this;
        }

        /** Whether the expected is smoothed over distance. Default: no. */
        public Builder smoothExpected(boolean value) {
            smoothExpected = value;
            return this;
        }

        /** Default: DROP. */
        public Builder edges(Edges value) {
            edges = value;
            return this;
        }

        /**
         * Whether a window whose (first) region is on the minus strand is reflected in its
         * anti-diagonal, so that upstream is always upper left. Default: no.
         */
        public Builder flip(boolean value) {
            flip = value;
            return this;
        }

        /**
         * Whether pairs' windows keep their cells below the diagonal, mirrored from above it.
         * Default: no.
         */
        public Builder bothTriangles(boolean value) {
            bothTriangles = value;
            return this;
        }

        /**
         * Shifted copies a region, at most {@value #MOST_CONTROLS}, whose average the result is
         * divided by; 0, the default, divides by nothing.
         */
        public Builder controls(int copies, long seedOfShifts) {
            controls = copies;
            seed = seedOfShifts;
            return this;
        }

        /** Side in bins, odd, of the squares that the score compares. Default: 3. */
        public Builder scoreSize(int value) {
            scoreSize = value;
            return this;
        }

        /** Default: as many as there are processors. The result does not depend on it. */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /** Default: whole chromosomes. */
        public Builder view(View value) {
            view = Optional.of(value);
            return this;
        }

        /**
         * The options, checked.
         *
         * @throws IllegalArgumentException if an option is out of range or two do not go together
         */
        public PileupOptions build() {
            require(flankBp >= 0, "the flank must not be negative, but is %d bp", flankBp);
            require(
                    controls >= 0 && controls <= MOST_CONTROLS,
                    "controls are 0 to " + MOST_CONTROLS + " a region, not %d",
                    controls);
            require(threads >= 1, "at least 1 thread is needed, not %d", threads);
            require(
                    scoreSize >= 1 && scoreSize % 2 == 1,
                    "the score size must be odd and positive, but is %d",
                    scoreSize);
            require(
                    ignoreDiags.orElse(0) >= 0,
                    "ignored diagonals must not be negative, but are %d",
                    ignoreDiags.orElse(0));
            require(
                    reduction != Reduction.SUM_RATIO || valueType.isOverExpected(),
                    "the reduction SUM_RATIO divides observed by expected: it needs OBS_EXP or OBS_EXP_RAW, not %s",
                    valueType);
            require(
                    !smoothExpected || valueType.isOverExpected(),
                    "smoothing the expected needs OBS_EXP or OBS_EXP_RAW, not %s",
                    valueType);
            return new PileupOptions(this);
        }

        private static void require(boolean holds, String message, Object value) {
            if (!holds) {
                throw new IllegalArgumentException(message.formatted(value));
            }
        }
    }
}
