package org.foldbase.benchmarks;

import java.io.IOException;
import org.foldbase.hic.cooler.ContactMap;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading all pixels. */
public class ReadingBenchmark extends GatedBenchmark {
    @Override
    Job job(ContactMap map, SyntheticMap source, int threads) throws IOException {
        return new ReadingJob(map, source, threads);
    }

    @Benchmark
    public Object readPixels(Costs costs) throws IOException {
        return run(costs);
    }
}
