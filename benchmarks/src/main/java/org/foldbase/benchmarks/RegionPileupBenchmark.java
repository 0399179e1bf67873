package org.foldbase.benchmarks;

import java.io.IOException;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.pileup.ValueType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Pileups of windows on the diagonal, with the expected they need. */
@SuppressWarnings("NullAway.Init") // JMH sets parameters
public class RegionPileupBenchmark extends GatedBenchmark {
    @Param({"RAW", "OBS_EXP"})
    public ValueType valueType;

    @Param({"1000", "10000", "100000"})
    public int windows;

    @Override
    Job job(ContactMap map, SyntheticMap source, int threads) {
        return PileupJob.ofRegions(map, windows, valueType, threads);
    }

    @Benchmark
    public Object pileupOfRegions(Costs costs) throws IOException {
        return run(costs);
    }
}
