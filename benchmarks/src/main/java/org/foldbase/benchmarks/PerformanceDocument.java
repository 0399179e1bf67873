package org.foldbase.benchmarks;

import java.util.Locale;
import org.foldbase.benchmarks.Results.Iteration;
import org.foldbase.benchmarks.Results.Measurement;

/** The document on performance, whose numbers come from a file of results and from nowhere else. */
final class PerformanceDocument {
    private static final String BEGIN = "<!-- results: written by benchmarks/run -->\n";
    private static final String END = "<!-- end of results -->\n";

    private PerformanceDocument() {}

    /**
     * Puts results into the document.
     *
     * @throws IllegalArgumentException if the document has no place for them
     */
    static String with(Results results, String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "the document lacks the lines that enclose the results: %s and %s"
                            .formatted(BEGIN.strip(), END.strip()));
        }
        return document.substring(0, begin + BEGIN.length())
                + render(results)
                + document.substring(end);
    }

    private static String render(Results results) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "\n%s: Java %s, %s, %d processors, load %.1f before the run. ",
                        results.date(),
                        results.machine().java(),
                        results.machine().options(),
                        results.machine().processors(),
                        results.machine().loadBefore()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "The map: %,d pixels, %,d bins, %.0f MB; %s.\n\n",
                        results.map().pixels(),
                        results.map().bins(),
                        results.map().fileBytes() / 1e6,
                        results.map().storage()));
        text.append("| operation | wall ms | CPU ms | floor, wall ms | floor, CPU ms | ratio |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (Measurement measurement : results.measurements()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.2f |\n",
                            measurement.operation(),
                            measurement.median(Iteration::wallMs),
                            measurement.median(Iteration::cpuMs),
                            measurement.median(Iteration::floorWallMs),
                            measurement.median(Iteration::floorCpuMs),
                            measurement.median(Iteration::cpuRatio)));
        }
        return text.append('\n').toString();
    }
}
