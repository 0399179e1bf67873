package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.testing.BuiltCooler;
import org.foldbase.hic.testing.BuiltMap;
import org.foldbase.hic.testing.BuiltMap.Pixel;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference implementation opens what we write; skipped where it is not installed. */
class PythonCoolerReadsOurFilesTest {
    private static final Path SCRIPT = Path.of("src/test/python/read_with_cooler.py");
    private static final List<List<String>> PYTHONS =
            List.of(List.of("/usr/bin/env", "python3"), List.of("/usr/bin/python3"));

    private static List<String> python = List.of();

    @TempDir Path dir;

    @BeforeAll
    static void findPython() throws Exception {
        for (List<String> candidate : PYTHONS) {
            if (runs(candidate)) {
                python = candidate;
                return;
            }
        }
        Assumptions.abort("skipped: no python3 with the package cooler (Debian: python3-cooler)");
    }

    private static boolean runs(List<String> candidate) throws Exception {
        List<String> command = new ArrayList<>(candidate);
        command.addAll(List.of("-c", "import cooler"));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Test
    void coolerReadsEveryVarietyOfTheBuilder() throws Exception {
        List<CoolerBuilder> builders =
                List.of(
                        CoolerBuilder.map(),
                        CoolerBuilder.map().counts(CountType.FLOAT64).chunk(100),
                        CoolerBuilder.map().ids(IdType.INT32).counts(CountType.INT64).divisive(),
                        CoolerBuilder.map().contiguous().noWeights(),
                        CoolerBuilder.map().square().shuffle(false),
                        CoolerBuilder.map().chunk(1).gzip(0).chunk("bin2_id", 13),
                        CoolerBuilder.map().variableBins().extraColumn("mean"),
                        // An index of three levels.
                        CoolerBuilder.map().chrom("chr1", 3_000_000).chunk(3),
                        CoolerBuilder.map().density(0));
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < builders.size(); i++) {
            BuiltMap map = builders.get(i).seed(i).name("map" + i).write(dir).base();
            checks.addAll(List.of("--", "map", map.uri(), bins(map), pixels(map)));
        }
        check(checks);
    }

    @Test
    void coolerReadsWhatTheWriterWrites() throws Exception {
        BuiltMap map = CoolerBuilder.map().seed(21).maskedFraction(0.2).write(dir).base();
        Path file = dir.resolve("own.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            MapWriter out =
                    writer.single(map.chromsizes(), map.binSizeBp(), WriteOptions.defaults());
            for (Pixel pixel : map.pixels()) {
                out.pixel(pixel.bin1(), pixel.bin2(), pixel.count());
            }
            out.weights(
                    "weight",
                    map.weights(),
                    Map.of("ignore_diags", 2, "divisive_weights", false, "scale", 1.5));
            out.finish();
        }
        String uri = file + "::/";
        check(List.of("map", uri, bins(map), pixels(map), "--", "balance", uri));
    }

    @Test
    void coarserMapsEqualCoolersOwn() throws Exception {
        BuiltCooler built =
                CoolerBuilder.map()
                        .seed(22)
                        .chrom("chr1", 615_000)
                        .chrom("chr2", 9_000)
                        .chrom("chr3", 300_000)
                        .resolutions(50_000)
                        .write(dir);
        Path file = dir.resolve("own.mcool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            MapWriter out =
                    writer.resolution(built.base().chromsizes(), 10_000, WriteOptions.defaults());
            out.coarser(2);
            out.coarser(5).coarser(2);
            for (Pixel pixel : built.base().pixels()) {
                out.pixel(pixel.bin1(), pixel.bin2(), pixel.count());
            }
            out.finish();
        }
        String fine = file + "::/resolutions/10000";
        List<String> checks = new ArrayList<>();
        for (int factor : List.of(2, 5, 10)) {
            String coarse = file + "::/resolutions/" + 10_000 * factor;
            checks.addAll(List.of("--", "coarser", fine, Integer.toString(factor), coarse));
        }
        checks.addAll(List.of("--", "coarser", fine, "5", built.at(50_000).uri()));
        check(checks);
    }

    @Test
    void theScriptFailsWhereAnythingDiffers() throws Exception {
        BuiltMap map = CoolerBuilder.map().seed(24).write(dir).base();
        BuiltMap other = CoolerBuilder.map().seed(25).name("other").write(dir).base();
        assertThat(run(List.of("map", map.uri(), bins(map), pixels(other)))).isPresent();
    }

    private static String bins(BuiltMap map) throws IOException {
        return map.writeBins(Path.of(map.file() + ".bins.tsv")).toString();
    }

    private static String pixels(BuiltMap map) throws IOException {
        return map.writePixels(Path.of(map.file() + ".pixels.tsv")).toString();
    }

    private void check(List<String> arguments) throws Exception {
        assertThat(run(arguments)).as("%s", arguments).isEmpty();
    }

    /** What the script said if it failed. */
    private Optional<String> run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(python);
        command.add(SCRIPT.toString());
        command.addAll(arguments);
        Path log = dir.resolve("script.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return Optional.of("no end after two minutes");
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of(Files.readString(log, StandardCharsets.UTF_8));
    }
}
