package org.foldbase.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.foldbase.benchmarks.Results.Iteration;
import org.foldbase.benchmarks.Results.Machine;
import org.foldbase.benchmarks.Results.MapFacts;
import org.foldbase.benchmarks.Results.Measurement;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs all benchmarks, writes what they measured to a file, and puts its numbers into the document.
 */
final class Ratios {
    static final long LEAST_PIXELS = 20_000_000;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Methods in the order of the table. */
    private static final List<String> ORDER =
            List.of("readPixels", "expected", "pileupOfRegions", "pileupOfPairs");

    private Ratios() {}

    /**
     * Runs them.
     *
     * @param args the folder for the map, the file of results to write, and the document
     */
    public static void main(String[] args) throws IOException, RunnerException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "give the folder for the map, the file for the results and the document");
        }
        Path folder = Path.of(args[0]).toAbsolutePath();
        Path resultsFile = Path.of(args[1]);
        Path document = Path.of(args[2]);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        MapFacts map = map(folder);
        Collection<RunResult> runs =
                new Runner(
                                new OptionsBuilder()
                                        .include("^" + Ratios.class.getPackageName())
                                        .jvmArgsPrepend(
                                                "-D"
                                                        + GatedBenchmark.FOLDER_PROPERTY
                                                        + "="
                                                        + folder)
                                        .shouldFailOnError(true)
                                        .build())
                        .run();
        Results results =
                new Results(
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        new Machine(
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version().toString(),
                                GatedBenchmark.HEAP,
                                load),
                        map,
                        measurements(runs));
        JSON.writeValue(resultsFile, results);
        Files.writeString(document, PerformanceDocument.with(results, Files.readString(document)));
    }

    /** Reads a file of results. */
    static Results read(Path resultsFile) {
        return JSON.readValue(resultsFile, Results.class);
    }

    private static MapFacts map(Path folder) throws IOException {
        Path path = new SyntheticMap(1).in(folder);
        try (CoolerFile file = CoolerFile.open(path)) {
            ContactMap map = file.map();
            if (map.pixelCount() < LEAST_PIXELS) {
                throw new IllegalStateException(
                        "the map has %d pixels, fewer than %d"
                                .formatted(map.pixelCount(), LEAST_PIXELS));
            }
            return new MapFacts(map.pixelCount(), map.binCount(), Files.size(path), map.storage());
        }
    }

    private static List<Measurement> measurements(Collection<RunResult> runs) {
        return runs.stream()
                .sorted(
                        Comparator.<RunResult>comparingInt(run -> ORDER.indexOf(method(run)))
                                .thenComparing(run -> parameter(run, "valueType"))
                                .thenComparingInt(run -> Integer.parseInt(windows(run))))
                .map(run -> new Measurement(operation(run), iterations(run)))
                .toList();
    }

    private static String method(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String parameter(RunResult run, String key) {
        BenchmarkParams params = run.getParams();
        return params.getParamsKeys().contains(key) ? params.getParam(key) : "";
    }

    private static String windows(RunResult run) {
        String windows = parameter(run, "windows");
        return windows.isEmpty() ? "0" : windows;
    }

    private static String operation(RunResult run) {
        String count = String.format(Locale.ROOT, "%,d", Integer.parseInt(windows(run)));
        String valueType = parameter(run, "valueType");
        return switch (method(run)) {
            case "readPixels" -> "reading all pixels";
            case "expected" -> "expected, all distances";
            case "pileupOfRegions" -> "pileup %s, %s BED regions".formatted(valueType, count);
            case "pileupOfPairs" -> "pileup %s, %s BEDPE pairs".formatted(valueType, count);
            default -> throw new IllegalStateException("unknown benchmark " + method(run));
        };
    }

    private static List<Iteration> iterations(RunResult run) {
        List<Iteration> iterations = new ArrayList<>();
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                iterations.add(
                        new Iteration(
                                rounded(iteration.getPrimaryResult()),
                                counted(iteration, "cpuMs"),
                                counted(iteration, "floorWallMs"),
                                counted(iteration, "floorCpuMs")));
            }
        }
        return iterations;
    }

    private static double counted(IterationResult iteration, String counter) {
        Result<?> counted = iteration.getSecondaryResults().get(counter);
        if (counted == null) {
            throw new IllegalStateException("JMH gave no " + counter);
        }
        return rounded(counted);
    }

    /** To a hundredth of a millisecond: more is noise. */
    private static double rounded(Result<?> result) {
        return Math.round(result.getScore() * 100) / 100.0;
    }
}
