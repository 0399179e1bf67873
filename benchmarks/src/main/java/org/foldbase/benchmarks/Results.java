package org.foldbase.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of all benchmarks, as its file has it.
 *
 * @param date ISO day
 */
record Results(String date, Machine machine, MapFacts map, List<Measurement> measurements) {

    /**
     * @param loadBefore the system's load average of the last minute before the run, which others
     *     cause; negative where the system does not tell
     */
    record Machine(int processors, String java, String options, double loadBefore) {}

    record MapFacts(long pixels, int bins, long fileBytes, String storage) {}

    /**
     * @param operation in words
     */
    record Measurement(String operation, List<Iteration> iterations) {

        double median(ToDoubleFunction<Iteration> value) {
            double[] sorted = iterations.stream().mapToDouble(value).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1
                    ? sorted[middle]
                    : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /** One timed run, and the run of its floor just before. */
    record Iteration(double wallMs, double cpuMs, double floorWallMs, double floorCpuMs) {
        double cpuRatio() {
            return cpuMs / floorCpuMs;
        }
    }
}
