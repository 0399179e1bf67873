package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.foldbase.server.view.Heatmap.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the browser's own module under Node, which the build needs anyway. */
class BrowserColoursTest {

    private static final String SCRIPT =
            """
            const { Scale } = await import(process.argv[1]);
            let text = "";
            for await (const part of process.stdin) text += part;
            const { state, levels, values } = JSON.parse(text);
            const scale = new Scale(state, levels);
            console.log(values.map((value) => scale.level(value)).join(" "));
            """;

    @ParameterizedTest
    @EnumSource
    void aBrowserGivesAValueTheColourThatTheExportsGiveIt(Scale scale) throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(random.nextDouble(-2, 2));
        }
        ColourRange range = ColourRange.of(values, scale).orElseThrow();
        List<Integer> wanted = new ArrayList<>();
        for (double value : values) {
            wanted.add(range.level(value));
        }

        assertThat(inBrowser(scale, range.limits(), values)).isEqualTo(wanted);
    }

    private static List<Integer> inBrowser(
            Scale scale, HeatmapFigure.Limits limits, double[] values) throws Exception {
        String input =
                """
                {"state": {"min": %s, "max": %s, "log": %s, "colours": "%s"}, "levels": %d,
                 "values": [%s]}
                """
                        .formatted(
                                limits.min(),
                                limits.max(),
                                scale != Scale.LINEAR,
                                scale == Scale.DIVERGING ? "diverging" : "sequential",
                                ColourMap.LEVELS,
                                Arrays.stream(values)
                                        .mapToObj(Double::toString)
                                        .collect(Collectors.joining(",")));
        Process node = node();
        try (OutputStream in = node.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out =
                new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isZero();
        return Arrays.stream(out.split(" ", -1)).map(Integer::valueOf).toList();
    }

    private static Process node() throws IOException {
        Path module = Path.of("src", "main", "web", "scale.js").toAbsolutePath();
        return new ProcessBuilder(
                        "node", "--input-type=module", "-e", SCRIPT, module.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
