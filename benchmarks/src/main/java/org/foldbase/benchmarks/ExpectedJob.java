package org.foldbase.benchmarks;

import java.io.IOException;
import java.util.Optional;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.Weights;
import org.foldbase.hic.expected.Expected;
import org.foldbase.hic.expected.RegionExpected;
import org.foldbase.hic.genome.View;

/** Computes the balanced expected of every chromosome at every distance. */
final class ExpectedJob implements Job {
    private static final int IGNORED_DIAGONALS = 2;

    private final ContactMap map;
    private final View view;
    private final int threads;

    ExpectedJob(ContactMap map, int threads) {
        this.map = map;
        this.view = View.ofChromosomes(map.chromsizes());
        this.threads = threads;
    }

    @Override
    public Expected run() throws IOException {
        return Expected.compute(
                map,
                view,
                Optional.of(map.weights("weight")),
                IGNORED_DIAGONALS,
                threads,
                ScanProgress.NONE);
    }

    @Override
    public MapPass gate() throws IOException {
        Expected answer = run();
        Optional<Weights> weights = Optional.of(map.weights("weight"));
        Reference.Curve[] curves = Reference.of(map).expected(weights, Integer.MAX_VALUE);
        Answers.requireEqual("number of curves", curves.length, answer.regions().size());
        for (int chrom = 0; chrom < curves.length; chrom++) {
            compare(map.chromsizes().get(chrom).name(), curves[chrom], answer.regions().get(chrom));
        }
        return new MapPass(map, MapPass.allRows(map), threads);
    }

    private static void compare(String chrom, Reference.Curve curve, RegionExpected answer) {
        int distances = curve.sums().length;
        Answers.requireEqual("distances of " + chrom, distances, answer.distances());
        double[] expected = new double[distances];
        double[] given = new double[distances];
        long[] pairs = new long[distances];
        for (int d = 0; d < distances; d++) {
            boolean has = d >= IGNORED_DIAGONALS && curve.pairs()[d] > 0;
            expected[d] = has ? curve.at(d) : Double.NaN;
            given[d] = answer.at(d);
            pairs[d] = answer.pairs(d);
        }
        Answers.requireClose("expected of " + chrom + " at distance", expected, given);
        Answers.requireEqual("pairs of " + chrom + " at distance", curve.pairs(), pairs);
    }
}
