package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.DropColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code foldbase db …} on the embedded database. */
class DbCommandsTest {
    private static final Operation DONOR =
            new AddColumn("dataset", Column.nullable("donor", ColumnType.string(80)));

    @TempDir private Path dir;

    private Checkout checkout;
    private String base;

    @BeforeEach
    void aSourceTree() throws IOException {
        checkout = new Checkout(dir.resolve("tree"));
        base = checkout.head().id();
    }

    @AfterEach
    void close() {
        checkout.close();
    }

    private Run db(String... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "db";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data-dir=" + dir.resolve("data");
        return Run.foldbase(all);
    }

    private Path file() {
        return dir.resolve("data/dev/foldbase.db");
    }

    private String url() {
        return "sqlite:" + file();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (!sql.isEmpty()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static void assertRefused(Run run, int code, String sentence) {
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("foldbase: ").contains(sentence);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
    }

    @Test
    void anUpgradeMakesTheFileAndTellsEachRevision() throws Exception {
        Revision donor = checkout.add("a donor", DONOR);
        Run run = db("upgrade");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        "%d revisions applied; %s is at %s.%n"
                                .formatted(checkout.migrations().history().size(), url(), donor));
        assertThat(run.err()).containsPattern(base + " \\(.*\\) applied in \\d+\\.\\d\\d s\n");
        assertThat(run.err()).containsPattern(donor.id() + " \\(a donor\\) applied in ");
        assertThat(file()).exists();
    }

    @Test
    void aSecondUpgradeHasNothingToDo() throws Exception {
        db("upgrade");
        assertThat(db("upgrade"))
                .isEqualTo(
                        new Run(
                                0,
                                "Nothing to do; " + url() + " is at " + checkout.head() + ".\n",
                                ""));
    }

    @Test
    void anUpgradeGoesAsFarAsItIsTold() throws Exception {
        Revision donor = checkout.add("a donor", DONOR);
        assertThat(db("upgrade", base.substring(0, 6)).out()).contains("is at " + base);
        assertThat(db("upgrade", "+1").out()).contains("is at " + donor);
        assertRefused(db("upgrade", "+1"), 2, "There are 0 revisions to apply, not 1");
    }

    @Test
    void currentTellsTheRevisionAndHowManyAreToBeApplied() throws Exception {
        assertRefused(
                db("current"),
                4,
                "there is no database " + url() + " yet; 'foldbase db upgrade' makes it");
        db("upgrade");
        assertThat(db("current")).isEqualTo(new Run(0, checkout.head() + ", the head\n", ""));
        Revision before = checkout.head();
        checkout.add("a donor", DONOR);
        assertThat(db("current"))
                .isEqualTo(new Run(0, before + "\n", "1 revision to apply: foldbase db upgrade\n"));
    }

    @Test
    void aDowngradeGoesBackByNumberByRevisionAndToTheBeginning() throws Exception {
        checkout.add("a donor", DONOR);
        db("upgrade");
        assertThat(db("downgrade", "-1").out()).contains("1 revision reverted", "is at " + base);
        db("upgrade");
        assertThat(db("downgrade", base).out()).contains("is at " + base);
        assertThat(db("downgrade", "base", "--allow-data-loss").out()).contains("is at base.");
    }

    @Test
    void aDowngradeHasToSayWhereTo() {
        db("upgrade");
        assertRefused(db("downgrade"), 2, "say where to go back to: -1 ");
        assertRefused(db("downgrade", "--alow-data-loss"), 2, "unknown option '--alow-data-loss'");
    }

    @Test
    void valuesThatWouldGoAreCountedAndNeedAPermit() throws Exception {
        db("upgrade");
        execute(
                "insert into assembly (created_at, name, chromosomes, arms, version, updated_at) values"
                        + " (0, 'hg38', '[]', '[]', 0, 0)");
        checkout.add("no arms", new DropColumn("assembly", "arms"));
        Run refused = db("upgrade");
        assertRefused(refused, 2, "--allow-data-loss");
        assertThat(refused.err()).contains("assembly", "arms", "1 ");
        assertThat(db("current").out()).contains(base);
        assertThat(db("upgrade", "--allow-data-loss").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade abc",
                "downgrade abc",
                "stamp abc",
                "show abc",
                "sql abc:head",
                "sql base:abc"
            })
    void aRevisionThatIsNotThereIsNamed(String command) {
        db("upgrade");
        if (command.startsWith("sh")) {
            assertRefused(Run.foldbase("db", "show", "abc"), 2, "There is no revision abc");
        } else {
            assertRefused(db(command.split(" ", -1)), 2, "There is no revision abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "stamp head", "sql", "check --offline"})
    void twoHeadsAreNamedWithTheWayOut(String command) throws Exception {
        Migrations older = checkout.migrations();
        db("upgrade");
        Revision one = checkout.add(older, "a donor", DONOR);
        Revision other = checkout.add(older, "no arms", new DropColumn("assembly", "arms"));
        Run run = db(command.split(" ", -1));
        assertRefused(run, 2, "there are 2 heads, ");
        assertThat(run.err()).contains(one.toString(), other.toString(), "foldbase db merge -m");
        assertThat(Run.foldbase("db", "heads").out().lines()).hasSize(2);
        assertThat(Run.foldbase("db", "migrate", "-m", "x").err()).contains("foldbase db merge -m");

        assertThat(Run.foldbase("db", "merge", "-m", "both").code()).isZero();
        assertThat(Run.foldbase("db", "heads").out()).contains("both (head) (merges ");
        assertThat(db("upgrade", "--allow-data-loss").out()).contains("3 revisions applied");
    }

    @Test
    void anAppliedFileThatWasEditedIsNamed() throws Exception {
        Revision donor = checkout.add("a donor", DONOR);
        db("upgrade");
        Path file = checkout.file(donor);
        Files.writeString(file, Run.text(file).replace("a donor", "the donor"));
        assertRefused(db("upgrade"), 3, donor.id());
        assertRefused(db("upgrade"), 3, "was edited after it was applied");
        Run current = db("current");
        assertThat(current.code()).isEqualTo(3);
        assertThat(current.err()).contains("whose file was edited since");
    }

    @Test
    void aBrokenFileIsNamedWithItsLine() throws Exception {
        Revision donor = checkout.add("a donor", DONOR);
        Path file = checkout.file(donor);
        Files.writeString(file, Run.text(file).replace("- add-column:", "- ad-column:"));
        assertRefused(db("upgrade"), 3, file + ", line 7: there is no operation 'ad-column'");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Revision donor = checkout.add("a donor", DONOR);
        checkout.add("no arms", new DropColumn("assembly", "arms"));
        Files.delete(checkout.file(donor));
        assertRefused(db("upgrade"), 3, donor.id() + ", whose file is missing; put it back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "current", "downgrade base", "check", "history --applied"})
    void aDatabaseAheadOfTheProgramIsLeftAlone(String command) throws Exception {
        Revision donor = checkout.add("a donor", DONOR);
        db("upgrade");
        Files.delete(checkout.file(donor));
        assertRefused(db(command.split(" ", -1)), 4, "it is ahead of th");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade base", "check"})
    void aDirtyDatabaseNamesTheCommandThatGoesOn(String command) throws Exception {
        db("upgrade");
        execute("update migrate_history set state = 'applying', statement_index = 1");
        assertRefused(db(command.split(" ", -1)), 1, "'foldbase db upgrade --resume' goes on");
        assertThat(db("current", "--json").out()).contains("\"state\" : \"dirty\"");
    }

    @Test
    void aResumeWhereNothingIsHalfDoneSaysSoAndGoesOn() throws Exception {
        db("upgrade");
        checkout.add("a donor", DONOR);
        Run run = db("upgrade", "--resume");
        assertThat(run.err()).startsWith("No revision was half done.\n");
        assertThat(run.out()).startsWith("1 revision applied");
    }

    @Test
    void aLockThatIsNotGivenBackEndsTheWait() throws Exception {
        db("upgrade");
        checkout.add("a donor", DONOR);
        try (Connection other = DriverManager.getConnection("jdbc:" + url());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertRefused(db("upgrade", "--lock-timeout", "1"), 4, "Another process is migrating");
        }
        assertThat(db("upgrade").code()).isZero();
    }

    @Test
    void checkFindsWhatTheEntitiesAskForWhatIsMissingAndWhatWasChangedByHand() throws Exception {
        assertThat(db("check", "--offline"))
                .isEqualTo(new Run(0, "The revisions lead to what the entities ask for.\n", ""));
        assertThat(db("check").out()).contains("There is no database " + url() + " yet.");
        db("upgrade");
        assertThat(db("check").out()).contains("The database " + url() + " is as they say.");
        assertThat(db("check").code()).isZero();

        execute("alter table dataset add column scribble varchar(9)");
        Run drift = db("check");
        assertThat(drift.code()).isEqualTo(1);
        assertThat(drift.out()).contains("was changed by hand:", "scribble");
        execute("alter table dataset drop column scribble");

        checkout.add("a donor", DONOR);
        Run run = db("check");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "The entities ask for more than the revisions",
                        "drop column dataset.donor  LOSES DATA",
                        "lacks 1 revision");
    }

    @Test
    void aDatabaseThatWasNamedHasToBeThereForACheck() {
        Run run = Run.foldbase("db", "check", "--database-url", "sqlite:" + dir.resolve("none.db"));
        assertRefused(run, 4, "there is no database ");
    }

    @Test
    void theScriptBringsADatabaseThereAndItsHistoryToo() throws Exception {
        Path script = dir.resolve("first.sql");
        assertThat(db("sql", "-o", script.toString()).code()).isZero();
        assertRefused(db("sql", "-o", script.toString()), 2, "is there already");
        Files.createDirectories(file().getParent());
        execute(Run.text(script).strip().split(";\n|;$", -1));
        assertThat(db("current").out()).contains(base);
        assertThat(db("check").code()).isZero();
        assertThat(db("sql", "--dialect", "postgresql").out()).startsWith("-- for postgresql");
        assertRefused(db("sql", "--dialect", "oracle"), 2, "There is no dialect for oracle");
        checkout.add("a donor", DONOR);
        assertThat(db("sql", base + ":head").out())
                .contains("add column")
                .doesNotContain("create table app_user");
    }

    @Test
    void aStampChangesTheHistoryAndNoTable() throws Exception {
        db("upgrade");
        assertThat(db("stamp", "base").out()).contains("is at base.");
        assertThat(db("stamp", "head").out()).contains("is at " + base);
        assertThat(db("check").code()).isZero();
    }

    @Test
    void everyStatementIsToldWhenWanted() {
        Run run = db("upgrade", "--verbose");
        assertThat(run.err()).containsPattern("\\[\\d+\\.\\d\\d s\\] create table app_user");
    }

    @Test
    void aPasswordOnTheCommandLineIsRefusedAndNotShown() {
        Run run = db("upgrade", "--database-url", "postgresql://me:s3cret@localhost:1/x");
        assertRefused(run, 2, "FOLDBASE_DATABASE_URL");
        assertThat(run.err()).doesNotContain("s3cret");
    }

    @Test
    void anUnknownEnvironmentIsNamed() {
        assertRefused(db("upgrade", "--env", "stage"), 2, "there is no environment 'stage'");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() throws Exception {
        for (String kind : List.of("postgresql", "mariadb", "mysql")) {
            Path config = dir.resolve(kind + ".yaml");
            Files.writeString(
                    config,
                    "environments: {dev: {url: '%s://me:s3cret@localhost:1/lab'}}".formatted(kind));
            Run run = db("current", "--config", config.toString());
            assertThat(run.code()).isEqualTo(4);
            assertThat(run.err())
                    .contains("the database " + kind + "://me@localhost:1/lab does not answer")
                    .doesNotContain("s3cret");
            assertThat(run.err().contains("MySQL itself is untested"))
                    .isEqualTo(kind.equals("mysql"));
        }
    }
}
