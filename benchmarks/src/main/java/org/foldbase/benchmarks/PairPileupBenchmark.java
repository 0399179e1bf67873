package org.foldbase.benchmarks;

import java.io.IOException;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.pileup.ValueType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Pileups of windows between pairs of regions, with the expected they need. */
@SuppressWarnings("NullAway.Init") // JMH sets parameters
public class PairPileupBenchmark extends GatedBenchmark {
    @Param({"RAW", "OBS_EXP"})
    public ValueType valueType;

    @Param("10000")
    public int windows;

    @Override
    Job job(ContactMap map, SyntheticMap source, int threads) {
        return PileupJob.ofPairs(map, windows, valueType, threads);
    }

    @Benchmark
    public Object pileupOfPairs(Costs costs) throws IOException {
        return run(costs);
    }
}
