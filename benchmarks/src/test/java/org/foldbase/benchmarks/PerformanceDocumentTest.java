package org.foldbase.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foldbase.benchmarks.Results.Iteration;
import org.foldbase.benchmarks.Results.Machine;
import org.foldbase.benchmarks.Results.MapFacts;
import org.foldbase.benchmarks.Results.Measurement;
import org.junit.jupiter.api.Test;

class PerformanceDocumentTest {
    private static final Path COMMITTED = Path.of("results", "synthetic-10kb.json");
    private static final Path DOCUMENT = Path.of("..", "docs", "performance.md");

    private static final Results RESULTS =
            new Results(
                    "2026-01-02",
                    new Machine(2, "25.0.1", "-Xmx1g", 0.24),
                    new MapFacts(20_000_001, 300_000, 81_400_000, "stored somehow"),
                    List.of(
                            new Measurement(
                                    "adding up",
                                    List.of(
                                            new Iteration(1200, 2000, 600, 1000),
                                            new Iteration(1100, 3000, 500, 1000),
                                            new Iteration(1000, 1500, 400, 1000)))));

    @Test
    void theTableInTheDocumentIsThatOfTheCommittedResults() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).isEqualTo(PerformanceDocument.with(Ratios.read(COMMITTED), document));
    }

    @Test
    void theCommittedResultsAreOfAMapOfTwentyMillionPixels() {
        Results results = Ratios.read(COMMITTED);
        assertThat(results.map().pixels()).isGreaterThanOrEqualTo(Ratios.LEAST_PIXELS);
        assertThat(results.measurements())
                .hasSize(10)
                .allSatisfy(measurement -> assertThat(measurement.iterations()).hasSize(16));
    }

    @Test
    void aRowGivesTheMediansOfAllRuns() {
        String document =
                """
                before
                <!-- results: written by benchmarks/run -->
                an older table
                <!-- end of results -->
                after
                """;
        assertThat(PerformanceDocument.with(RESULTS, document))
                .isEqualTo(
                        """
                        before
                        <!-- results: written by benchmarks/run -->

                        2026-01-02: Java 25.0.1, -Xmx1g, 2 processors, load 0.2 before the run. \
                        The map: 20,000,001 pixels, 300,000 bins, 81 MB; stored somehow.

                        | operation | wall ms | CPU ms | floor, wall ms | floor, CPU ms | ratio |
                        | --- | ---: | ---: | ---: | ---: | ---: |
                        | adding up | 1,100 | 2,000 | 500 | 1,000 | 2.00 |

                        <!-- end of results -->
                        after
                        """);
    }

    @Test
    void aDocumentWithoutAPlaceForResultsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerformanceDocument.with(RESULTS, "nothing"))
                .withMessageContaining("<!-- end of results -->");
    }
}
