package org.foldbase.hic.pileup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.genome.BinRange;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.internal.scan.RegionIndex;
import org.foldbase.hic.pileup.Windows.Window;

/** Turns regions into windows, with their shifted copies, and counts those that have none. */
final class WindowPlacer {
    private static final long LEAST_SHIFT_BP = 100_000;
    private static final long MOST_SHIFT_BP = 1_000_000;
    private static final int MOST_REDRAWS = 10;

    private final ContactMap map;
    private final View view;
    private final RegionIndex regions;
    private final long binSizeBp;
    private final int flankBins;
    private final PileupOptions options;
    private final RegionCounts.Tally tally;
    private final List<Window> placed = new ArrayList<>();

    WindowPlacer(
            ContactMap map,
            View view,
            RegionIndex regions,
            long binSizeBp,
            PileupOptions options,
            RegionCounts.Tally tally) {
        this.map = map;
        this.view = view;
        this.regions = regions;
        this.binSizeBp = binSizeBp;
        this.flankBins = Math.toIntExact(options.flankBp() / binSizeBp);
        this.options = options;
        this.tally = tally;
    }

    List<Window> onDiagonal(List<Region> bed) {
        for (int i = 0; i < bed.size(); i++) {
            place(bed.get(i), bed.get(i), i);
        }
        return placed;
    }

    List<Window> offDiagonal(List<RegionPair> bedpe) {
        for (int i = 0; i < bedpe.size(); i++) {
            place(bedpe.get(i).first(), bedpe.get(i).second(), i);
        }
        return placed;
    }

    private void place(Region first, Region second, int index) {
        tally.read();
        OptionalInt chrom1 = map.chromsizes().resolve(first.chrom());
        OptionalInt chrom2 = map.chromsizes().resolve(second.chrom());
        if (chrom1.isEmpty() || chrom2.isEmpty()) {
            tally.drop(DropReason.UNKNOWN_CHROMOSOME, 1);
            tally.unknownChromosome(chrom1.isEmpty() ? first.chrom() : second.chrom());
            return;
        }
        Anchor anchor1 = new Anchor(chrom1.getAsInt(), first);
        Anchor anchor2 = new Anchor(chrom2.getAsInt(), second);
        int kind = options.flip() && first.strand() == Strand.MINUS ? Windows.FLIPPED : 0;
        switch (windowAt(anchor1, anchor2, 0, kind)) {
            case Dropped(DropReason reason) -> tally.drop(reason, 1);
            case Placed(Window window) -> {
                placed.add(window);
                if (window.firstColumn() < window.firstRow()) {
                    tally.reversedPair();
                }
                placeControls(anchor1, anchor2, kind | Windows.CONTROL, index);
            }
        }
    }

    private void placeControls(Anchor anchor1, Anchor anchor2, int kind, int index) {
        if (options.controls() == 0) {
            return;
        }
        // The index is hashed first: seeds that differ by SplittableRandom's own increment would
        // draw from one sequence, shifted.
        SplittableRandom random =
                new SplittableRandom(options.seed() ^ new SplittableRandom(index).nextLong());
        for (int copy = 0; copy < options.controls(); copy++) {
            placeControl(anchor1, anchor2, kind, random);
        }
    }

    private void placeControl(Anchor anchor1, Anchor anchor2, int kind, SplittableRandom random) {
        for (int redraws = 0; redraws <= MOST_REDRAWS; redraws++) {
            long shift = random.nextLong(LEAST_SHIFT_BP, MOST_SHIFT_BP + 1);
            if (random.nextBoolean()) {
                shift = -shift;
            }
            if (windowAt(anchor1, anchor2, shift, kind) instanceof Placed(Window window)) {
                placed.add(window);
                tally.controlPlaced();
                return;
            }
        }
        tally.controlsMissed(1);
    }

    private sealed interface Placement {}

    private record Placed(Window window) implements Placement {}

    private record Dropped(DropReason reason) implements Placement {}

    private record Anchor(int chromIndex, long startBp, long endBp, long centreBp) {
        Anchor(int chromIndex, Region region) {
            this(chromIndex, region.startBp(), region.endBp(), region.centreBp());
        }
    }

    private Placement windowAt(Anchor first, Anchor second, long shiftBp, int kind) {
        OptionalInt region1 = assign(first, shiftBp);
        OptionalInt region2 = assign(second, shiftBp);
        if (region1.isEmpty() || region2.isEmpty()) {
            return new Dropped(DropReason.OUTSIDE_VIEW);
        }
        if (region1.getAsInt() != region2.getAsInt()) {
            return new Dropped(DropReason.DIFFERENT_VIEW_REGIONS);
        }
        int region = regions.numberOf(region1.getAsInt());
        long row = firstBin(first, shiftBp);
        long column = firstBin(second, shiftBp);
        if (!fits(row, regions.bins(region)) || !fits(column, regions.bins(region))) {
            return new Dropped(DropReason.OFF_EDGE);
        }
        return new Placed(new Window(region, Math.toIntExact(row), Math.toIntExact(column), kind));
    }

    private OptionalInt assign(Anchor anchor, long shiftBp) {
        return view.assign(
                anchor.chromIndex(), anchor.startBp() + shiftBp, anchor.endBp() + shiftBp);
    }

    private long firstBin(Anchor anchor, long shiftBp) {
        return map.chromOffset(anchor.chromIndex())
                + Math.floorDiv(anchor.centreBp() + shiftBp, binSizeBp)
                - flankBins;
    }

    private boolean fits(long firstBin, BinRange bins) {
        long end = firstBin + 2L * flankBins + 1;
        return switch (options.edges()) {
            case DROP -> firstBin >= bins.first() && end <= bins.end();
            case PARTIAL -> firstBin < bins.end() && end > bins.first();
        };
    }
}
