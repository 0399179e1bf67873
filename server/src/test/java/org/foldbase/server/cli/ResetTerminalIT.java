package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program's questions, at a pseudo-terminal that {@code script} of util-linux makes,
 * and without one. A terminal shows what was typed too.
 */
class ResetTerminalIT {

    private static final long MOST_SECONDS = 60;

    @TempDir private Path data;
    @TempDir private Path work;

    @ParameterizedTest
    @CsvSource({"y,0", "yes,0", "Y,0", "n,2", "'',2", "yeah,2"})
    void devIsResetAfterAYesOnly(String answer, int code) throws Exception {
        Run run = atTerminal("db reset dev", answer + "\n");
        assertThat(run.out()).contains("Rows         none", "Go on with reset of sqlite:", "[y/N]");
        assertThat(run.code()).as(run.out()).isEqualTo(code);
        assertThat(Files.exists(data.resolve("dev").resolve("foldbase.db"))).isEqualTo(code == 0);
        assertThat(run.out())
                .contains(
                        code == 0 ? "dev is new" : "foldbase: not confirmed; nothing was changed");
    }

    @ParameterizedTest
    @CsvSource({
        "foldbase.db, 'yes, reset production', 0",
        "foldbase, 'yes, reset production', 2",
        "foldbase.db, yes, 2"
    })
    void prodWantsItsNameAndAPhrase(String name, String phrase, int code) throws Exception {
        Files.writeString(data.resolve("foldbase.yaml"), "allow-production-reset: true\n");
        Run run = atTerminal("db reset prod", name + "\n" + phrase + "\n");
        assertThat(run.out()).contains("Type the name of the database to go on with reset:");
        assertThat(run.code()).as(run.out()).isEqualTo(code);
        assertThat(Files.exists(data.resolve("prod").resolve("foldbase.db"))).isEqualTo(code == 0);
    }

    @Test
    void theEndOfInputIsNoAnswer() throws Exception {
        Run run = atTerminal("db reset dev", "\u0004");
        assertThat(run.out()).contains("there was no answer; nothing was changed");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aYesThroughAPipeIsNotHeard() throws Exception {
        Run run =
                new Launched(work)
                        .command(
                                "sh",
                                "-c",
                                "echo y | \"$0\" \"$@\"",
                                Launched.LAUNCHER,
                                "db",
                                "reset",
                                "dev",
                                "--data-dir",
                                data);
        assertThat(run.err()).contains("there is no terminal to ask at");
        assertThat(run.code()).isEqualTo(2);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void theScriptOfThePredecessorDoesWhatItsDocumentSays() throws Exception {
        Run run =
                new Launched(work)
                        .with("FOLDBASE_DATA_DIR", data.toString())
                        .command(
                                Launched.HOME.resolve("scripts").resolve("reset_db.sh"),
                                "dev",
                                "--with-sample-data",
                                "--force");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.err()).contains("Passwords of the sample users, shown this once:");
    }

    /** Types when the question is there, as a person would. */
    private Run atTerminal(String arguments, String typed)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "script",
                                "--quiet",
                                "--return",
                                "--command",
                                Launched.LAUNCHER + " " + arguments + " --data-dir " + data,
                                "/dev/null")
                        .redirectErrorStream(true)
                        .start();
        StringBuilder shown = new StringBuilder();
        int answered = 0;
        for (int next = process.getInputStream().read();
                next >= 0;
                next = process.getInputStream().read()) {
            shown.append((char) next);
            boolean asked = shown.toString().endsWith("[y/N] ") || shown.toString().endsWith(": ");
            if (asked
                    && shown.toString()
                            .lines()
                            .reduce((a, b) -> b)
                            .orElse("")
                            .matches("(Go|Type).*")
                    && answered < typed.length()) {
                int end = typed.indexOf('\n', answered) + 1;
                String line = typed.substring(answered, end > 0 ? end : typed.length());
                process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                answered += line.length();
            }
        }
        assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), shown.toString(), "");
    }
}
