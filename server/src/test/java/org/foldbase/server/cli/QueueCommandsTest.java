package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code foldbase queue …}, where no server and no worker runs. */
class QueueCommandsTest {

    @TempDir private Path dataDir;

    @BeforeEach
    void aDatabase() {
        assertThat(foldbase("db", "upgrade").code()).isZero();
    }

    private Run foldbase(String... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.add("--data-dir=" + dataDir);
        return Run.foldbase(all.toArray());
    }

    private Run queue(String... words) {
        List<String> all = new ArrayList<>(List.of("queue"));
        all.addAll(List.of(words));
        return foldbase(all.toArray(String[]::new));
    }

    /** A file whose check nobody begins. */
    private void aTaskThatWaits() throws Exception {
        Path file = Files.writeString(dataDir.resolve("peaks.bed"), "chr1\t10\t20\n");
        assertThat(foldbase("user", "add", "root", "--admin").code()).isZero();
        Run add = foldbase("dataset", "add", "--no-wait", file.toString());
        assertThat(add.code()).as(add.err()).isZero();
    }

    @Test
    void anEmptyQueueIsToldWithWhoIsThere() {
        Run status = queue("status");
        assertThat(status.code()).isZero();
        assertThat(status.out()).startsWith("queue").contains("short", "medium", "long");
        assertThat(status.err()).contains("No server and no worker is there");
    }

    @Test
    void aPausedQueueSaysByWhom() {
        assertThat(queue("pause", "short", "long").err())
                .isEqualTo("No task of short and long begins until 'foldbase queue resume'.\n");
        assertThat(queue("status").out())
                .contains("short    paused by")
                .contains("long     paused by");
        assertThat(queue("status", "--json").out()).contains("\"pausedBy\"");
        assertThat(queue("resume", "--all").code()).isZero();
        assertThat(queue("status").out()).doesNotContain("paused");
    }

    @Test
    void whatWaitsIsPurgedOnlyWithConsent() throws Exception {
        aTaskThatWaits();
        assertThat(queue("status").out()).containsPattern("medium +Check of a file +1 +0 +0 +0");
        Run unasked = queue("purge", "medium");
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err()).contains("--force cancels the tasks without asking");
        assertThat(queue("purge", "short").err()).isEqualTo("0 waiting tasks cancelled.\n");
        assertThat(queue("purge", "--all", "--force").err())
                .isEqualTo("1 waiting task cancelled.\n");
        assertThat(queue("retry", "--all").err()).isEqualTo("0 failed tasks queued again.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pause             | name the queues, or say --all
                    pause --all short | name the queues, or say --all
                    retry huge        | is none of short, medium, long
                    """)
    void wrongUsageIsRefused(String words, String sentence) {
        Run run = queue(words.split(" ", -1));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
    }
}
