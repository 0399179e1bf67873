package org.foldbase.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/reliability.md are what the committed reports say. */
class ReliabilityDocumentTest {

    private static final Path GUIDE = Path.of("..", "docs", "reliability.md");

    @Test
    void theGuideSaysWhatTheReportsSay() throws IOException {
        String before = Files.readString(GUIDE);
        String text = between(before, "proofs", proofs());
        text = between(text, "comparison", comparison());
        if (Boolean.getBoolean("foldbase.update-docs")) {
            Files.writeString(GUIDE, text);
        } else {
            assertThat(before).as("write it with -Dfoldbase.update-docs=true").isEqualTo(text);
        }
    }

    @Test
    void everyReportThatIsCommittedHolds() throws IOException {
        assertThat(reports()).isNotEmpty().allMatch(Report::holds);
    }

    private static String between(String text, String name, String content) {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = text.indexOf(begin) + begin.length();
        return text.substring(0, from) + content + text.substring(text.indexOf(end));
    }

    private static List<Report> reports() throws IOException {
        List<String> order = Arrays.stream(Proof.values()).map(Proof::key).toList();
        try (Stream<Path> files = Files.list(Places.REPORTS)) {
            List<Path> ours =
                    files.filter(it -> !it.endsWith(Comparison.FILE))
                            .filter(it -> it.toString().endsWith(".json"))
                            .toList();
            List<Report> reports = new ArrayList<>();
            for (Path file : ours) {
                reports.add(Report.read(file, Report.class));
            }
            reports.sort(
                    Comparator.comparingInt((Report it) -> order.indexOf(it.proof()))
                            .thenComparing(Report::adapter));
            return reports;
        }
    }

    private static String proofs() throws IOException {
        return """
        | proof | adapter | events | tasks | results | lost | duplicates | restart p50 / p95 / max, s | seen besides | when, load |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- | --- |
        """
                + reports().stream()
                        .map(ReliabilityDocumentTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Report report) {
        return "| %s | %s | %d | %d | %d | %d | %d | %s | %s | %s, %.1f on %d processors |%n"
                .formatted(
                        report.proof(),
                        report.adapter(),
                        report.events(),
                        report.tasks(),
                        report.results(),
                        report.lost(),
                        report.duplicates(),
                        times(report.restartMs()),
                        report.counts().entrySet().stream()
                                .map(it -> it.getKey() + ": " + it.getValue())
                                .collect(Collectors.joining("; ")),
                        report.when().substring(0, 10),
                        report.load(),
                        report.cores());
    }

    private static String times(Optional<Report.Times> times) {
        return times.map(it ->
                        "%.1f / %.1f / %.1f"
                                .formatted(it.p50() / 1e3, it.p95() / 1e3, it.max() / 1e3))
                .orElse("");
    }

    private static String comparison() throws IOException {
        if (!Files.exists(Places.REPORTS.resolve(Comparison.FILE))) {
            return "";
        }
        Comparison seen = Comparison.read(Places.REPORTS);
        String restart =
                seen.rqRestartMs()
                        .map(it -> "%.1f s".formatted(it / 1e3))
                        .orElse("not within " + seen.rqWaitedSeconds() + " s");
        return """
        | | tasks a second | restart after `kill -9` |
        | --- | ---: | --- |
        | RQ, default worker (forks for each job) | %.0f | %s |
        | RQ, SimpleWorker | %.0f | |
        | Foldbase, a thread in each process | %.0f | p50 / p95 / max %s s |
        | Foldbase, four threads in each process | %.0f | the same |

        %d tasks that do nothing; %s, %d processors, load %.1f.
        """
                .formatted(
                        seen.rqPerSecond(),
                        restart,
                        seen.rqSimplePerSecond(),
                        seen.oursPerSecond(),
                        times(seen.oursRestartMs()),
                        seen.oursFourThreadsPerSecond(),
                        seen.tasks(),
                        seen.when().substring(0, 10),
                        seen.cores(),
                        seen.load());
    }
}
