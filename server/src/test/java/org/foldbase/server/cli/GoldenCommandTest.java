package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.foldbase.hic.testing.SharedFolder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command's files against what cooltools and coolpup.py answered on a real map. */
class GoldenCommandTest {
    private static final double RELATIVE = 1e-9;

    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource({"yeast-10kb-bed.obs_exp, ''", "yeast-10kb-pairs.flip, --flip"})
    void theFilesHoldTheAnswersOfTheReference(String name, String option) throws IOException {
        Path golden = SharedFolder.find("golden");
        JsonNode answer = new JsonMapper().readTree(golden.resolve(name + ".json").toFile());
        Path map = SharedFolder.find("data/maps").resolve(answer.get("map").asString());
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "pileup",
                                map + "::" + answer.get("uri_group").asString(),
                                golden.resolve(answer.get("regions").asString()),
                                "--flank",
                                answer.get("flankBp").asLong(),
                                "--value",
                                answer.get("valueType").asString(),
                                "--ignore-diags",
                                answer.get("ignoreDiags").asInt(),
                                "-o",
                                dir.resolve("x")));
        if (!option.isEmpty()) {
            arguments.add(option);
        }
        Run run = Run.foldbase(arguments.toArray());
        assertThat(run.code()).as(run.err()).isZero();

        JsonNode mean = answer.get("mean");
        int side = mean.size();
        double[] values = Npy.doubles(dir.resolve("x.npy"), side);
        long[] counts = Npy.longs(dir.resolve("x.counts.npy"), side);
        List<String> rows =
                Run.text(dir.resolve("x.tsv")).lines().filter(it -> !it.startsWith("#")).toList();
        for (int row = 0; row < side; row++) {
            String[] cells = rows.get(row).split("\t", -1);
            for (int column = 0; column < side; column++) {
                JsonNode wanted = mean.get(row).get(column);
                assertClose(values[row * side + column], wanted);
                assertClose(Double.parseDouble(cells[column]), wanted);
                assertThat(counts[row * side + column])
                        .isEqualTo(answer.get("finiteCount").get(row).get(column).asLong());
            }
        }
    }

    private static void assertClose(double value, JsonNode wanted) {
        if (wanted.isNull()) {
            assertThat(value).isNaN();
        } else {
            double number = wanted.asDouble();
            assertThat(value).isCloseTo(number, within(RELATIVE * Math.abs(number)));
        }
    }
}
