package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code foldbase user …}. */
class UserCommandsTest {

    private static final String PASSWORD = "violet otters fold 7 maps";

    @TempDir private Path dataDir;

    private String url = "";

    @BeforeEach
    void aDatabase() throws IOException {
        use(TestDatabase.SQLITE);
    }

    private void use(TestDatabase database) throws IOException {
        url = database.emptyUrl();
        Files.writeString(
                dataDir.resolve("foldbase.yaml"),
                "environment: test\nenvironments: {test: {url: '%s'}}\n"
                        .formatted(url.replaceFirst("^jdbc:", "")));
        Run upgrade = Run.foldbase("db", "upgrade", "--data-dir=" + dataDir);
        assertThat(upgrade.code()).as(upgrade.err()).isZero();
    }

    private Run user(String... words) {
        List<Object> all = new ArrayList<>(List.of("user"));
        all.addAll(List.of(words));
        all.add("--data-dir=" + dataDir);
        return Run.foldbase(all.toArray());
    }

    private Run done(String... words) {
        Run run = user(words);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private Run withInput(String input, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return user(words);
        } finally {
            System.setIn(before);
        }
    }

    private List<String> audit() throws SQLException {
        List<String> events = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select action, actor_name from audit_event order by id")) {
            while (row.next()) {
                events.add(row.getString(1) + " by " + row.getString(2));
            }
        }
        return events;
    }

    @Test
    void aUserIsAddedWithALinkListedChangedAndDisabled() throws Exception {
        Run added = done("add", "ada", "--admin", "--email", "ada@example.org");
        assertThat(added.out())
                .matches("http://127\\.0\\.0\\.1:8080/sign-in/once\\?key=[\\w-]{43}\n");
        assertThat(added.err()).contains("'ada' was added as ADMIN", "works once");
        done("add", "bob", "--role", "viewer");
        done("set-role", "BOB", "MAINTAINER");
        done("disable", "bob");
        assertThat(done("list").out())
                .containsPattern("ada +ADMIN +no password yet +ada@example.org\n")
                .containsPattern("bob +MAINTAINER +disabled\n");
        assertThat(done("list", "--json").out())
                .contains("\"name\" : \"bob\"", "\"active\" : false", "\"role\" : \"MAINTAINER\"");
        done("enable", "bob");
        assertThat(done("reset-password", "bob").out()).contains("/sign-in/once?key=");
        String who = System.getProperty("user.name");
        assertThat(audit())
                .containsSubsequence(
                        "user.add by " + who,
                        "user.link by " + who,
                        "user.role by " + who,
                        "user.disable by " + who,
                        "user.enable by " + who,
                        "user.link by " + who);
    }

    @Test
    void postgresqlIsAsGood() throws Exception {
        use(TestDatabase.POSTGRESQL);
        done("add", "ada");
        assertThat(done("list").out()).containsPattern("ada +ANALYST +no password yet\n");
    }

    @Test
    void aPasswordComesFromStandardInputAndIsNeverSaid() {
        Run added = withInput(PASSWORD + "\n", "add", "ada", "--password-stdin");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).isEmpty();
        assertThat(added.err()).doesNotContain(PASSWORD);
        assertThat(done("list").out()).containsPattern("ada +ANALYST +active");
        Run weak = withInput("password1234\n", "reset-password", "ada", "--password-stdin");
        assertThat(weak.code()).isEqualTo(2);
        assertThat(weak.err()).contains("what is tried first").doesNotContain("password1234");
        Run none = withInput("", "add", "bob", "--password-stdin");
        assertThat(none.code()).isEqualTo(2);
        assertThat(done("list").out()).doesNotContain("bob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "disable nobody | there is no user 'nobody'",
                "add a/b | A user name is 1 to 64 letters",
                "add ada --role king | there is no role 'king'",
                "add ada --email nonsense | 'nonsense' is not an e-mail address",
                "add ada --admin --role VIEWER | mutually exclusive",
                "add ada --password=secret | unknown option '--password=secret'",
            })
    void whatMakesNoSenseIsRefusedWithOneSentence(String words, String sentence) {
        Run refused = user(words.split(" "));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void theOnlyAdministratorStays() {
        done("add", "ada", "--admin");
        Run refused = user("disable", "ada");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("'ada' is the only administrator");
    }

    @Test
    void aDatabaseThatIsBehindIsToldWithTheWayOut() {
        Run.foldbase("db", "downgrade", "-1", "--allow-data-loss", "--data-dir=" + dataDir);
        Run refused = user("list");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("run 'foldbase db upgrade' or start the server first");
    }
}
