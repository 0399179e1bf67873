package org.foldbase.benchmarks;

import java.io.IOException;
import org.foldbase.hic.cooler.ContactMap;
import org.openjdk.jmh.annotations.Benchmark;

/** Expected contacts at all distances. */
public class ExpectedBenchmark extends GatedBenchmark {
    @Override
    Job job(ContactMap map, SyntheticMap source, int threads) {
        return new ExpectedJob(map, threads);
    }

    @Benchmark
    public Object expected(Costs costs) throws IOException {
        return run(costs);
    }
}
