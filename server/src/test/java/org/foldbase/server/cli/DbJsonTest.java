package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints is JSON, and its fields are those that the help names. */
class DbJsonTest {
    private static final Pattern BRACKETS = Pattern.compile("\\([^)]*\\)");

    @TempDir private Path dir;

    private Checkout checkout;

    @BeforeEach
    void aSourceTree() throws IOException {
        checkout = new Checkout(dir.resolve("tree"));
    }

    @AfterEach
    void close() {
        checkout.close();
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade, --verbose",
        "downgrade, base --allow-data-loss",
        "current, --verbose",
        "history, --applied",
        "heads, --verbose",
        "show, head",
        "stamp, head",
        "check, --verbose",
        "migrate, -mx"
    })
    void everyFieldIsInTheHelp(String command, String options) {
        String data = "--data-dir=" + dir;
        Run.foldbase("db", "upgrade", data);
        List<Object> words = new ArrayList<>(List.of("db", command, "--json"));
        words.addAll(List.of(options.split(" ", -1)));
        boolean live = !List.of("heads", "show", "migrate").contains(command);
        if (live) {
            words.add(data);
        }
        Run run = Run.foldbase(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        String help = Run.foldbase("db", command, "--help").out().replaceAll("\\s+", " ");
        String fields = help.substring(help.indexOf("Fields of --json"));
        JsonNode document = JsonMapper.shared().readTree(run.out());
        JsonNode object = document.isArray() ? document.get(0) : document;
        assertThat(object.propertyNames())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(fields).containsPattern("\\b" + it + "\\b"));
    }

    @Test
    void theHelpNamesEveryFieldOfAnUpgrade() {
        Run run = Run.foldbase("db", "upgrade", "--json", "--data-dir=" + dir);
        String help = Run.foldbase("db", "upgrade", "--help").out().replaceAll("\\s+", " ");
        String fields = BRACKETS.matcher(help.substring(help.indexOf("Fields of"))).replaceAll("");
        assertThat(fields).contains("database, applied , current");
        assertThat(JsonMapper.shared().readTree(run.out()).propertyNames())
                .containsExactly("database", "applied", "current");
    }
}
