package org.foldbase.server.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.ProcessKind;
import org.foldbase.server.database.ProcessRegistry;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every guard of {@code db reset} with what it is there against, at the command line. */
class ResetCommandTest {

    @TempDir private static Path made;

    @TempDir private Path data;

    @Test
    void aDatabaseThatIsNotThereIsMade() throws Exception {
        Run run = reset("dev", "--force");
        assertThat(run.err()).contains("Rows         none").contains("dev is new");
        assertThat(run.code()).isZero();
        assertThat(text("select environment from meta")).isEqualTo("DEV");
        assertThat(text("select action from audit_event")).isEqualTo("db.reset");
        assertThat(Files.readString(data.resolve("operations.log")).lines()).hasSize(2);
    }

    @Test
    void sampleDataShowsEveryRoleAndStatusAndItsFilesAreThere() throws Exception {
        Run run = reset("dev", "--force", "--with-sample-data");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.split("\t", -1)[0]))
                .containsExactly("viewer", "analyst", "maintainer", "admin");
        assertThat(text("select count(distinct status) from job")).isEqualTo("5");
        assertThat(text("select count(distinct status) from task")).isEqualTo("5");
        List<String> paths =
                texts(
                        "select file_path from dataset union all select file_path from"
                                + " pileup_region union all select matrix_path from pileup union"
                                + " all select counts_path from pileup union all select"
                                + " provenance_path from pileup");
        assertThat(Run.contents(filesRoot()).keySet()).containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    void anEnvironmentThatIsNoneIsWrongUsage() {
        refuses(reset("staging", "--force"), "there is no environment 'staging'; there are dev");
    }

    @Test
    void withoutTerminalAndForceNothingIsTouched() {
        refuses(reset("dev"), "reset of dev needs a yes and there is no terminal to ask at");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aDryRunTellsThePlanAndChangesNothing() throws Exception {
        resetWithSample();
        Map<String, String> before = contents();
        Run run = reset("dev", "--dry-run");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .contains("Environment  dev", "Server       SQLite", "app_user 4", "Last write")
                .contains("nothing was changed");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aDatabaseOfAnotherEnvironmentIsRefused() throws Exception {
        resetWithSample();
        Files.move(data.resolve("dev"), data.resolve("test"));
        refuses(reset("test", "--force"), "is stamped dev, not test");
        assertThat(texts("test", "select environment from meta")).containsExactly("DEV");
    }

    @Test
    void rowsWithoutStampAreRefusedUntilSomeoneSaysWhatTheyAre() throws Exception {
        resetWithSample();
        execute("delete from meta");
        refuses(reset("dev", "--force"), "say so first: foldbase db stamp-env dev");
        assertThat(db("stamp-env", "dev").code()).isZero();
        assertThat(db("stamp-env", "dev").err()).contains("is stamped dev already");
        assertThat(reset("dev", "--force").code()).isZero();
    }

    @Test
    void changingAStampNeedsWhatAResetOfProdNeeds() throws Exception {
        resetWithSample();
        Files.move(data.resolve("dev"), data.resolve("test"));
        refuses(db("stamp-env", "test", "--force"), "stamp-env of prod is switched off");
        permitProduction();
        refuses(db("stamp-env", "test", "--force"), "--force and --confirm-database foldbase.db");
        Run run = db("stamp-env", "test", "--force", "--confirm-database", "foldbase.db");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(texts("test", "select environment from meta")).containsExactly("TEST");
    }

    @Test
    void twoEnvironmentsOnOneFileAreRefusedWhateverItIsCalled() throws Exception {
        resetWithSample();
        Files.createSymbolicLink(data.resolve("alias"), data.resolve("dev"));
        configure("environments: {test: {url: 'sqlite:%s/alias/foldbase.db'}}");
        refuses(reset("dev", "--force"), "dev and test have one database");
        Files.createLink(data.resolve("second.db"), data.resolve("dev").resolve("foldbase.db"));
        configure("environments: {prod: {url: 'sqlite:%s/second.db'}}");
        refuses(reset("dev", "--force"), "dev and prod have one database");
        Files.copy(data.resolve("dev").resolve("foldbase.db"), data.resolve("copy.db"));
        configure("environments: {prod: {url: 'sqlite:%s/copy.db'}}");
        refuses(reset("dev", "--force"), "dev and prod have one database");
        assertThat(text("select count(*) from app_user")).isEqualTo("4");
    }

    @Test
    void prodIsSafeFromForce() throws Exception {
        makeProd();
        Map<String, String> before = contents();
        String permit = "reset of prod is switched off";
        refuses(reset("prod", "--force"), permit);
        refuses(reset("prod", "--force", "--confirm-database", "foldbase.db"), permit);
        permitProduction();
        refuses(reset("prod", "--force"), "needs both --force and --confirm-database");
        refuses(reset("prod", "--confirm-database", "foldbase.db"), "needs both --force and");
        refuses(
                reset("prod", "--force", "--confirm-database", "other"),
                "--confirm-database says other, but the database of prod is foldbase.db");
        refuses(reset("prod", "--force", "--with-sample-data"), "sample data never goes into prod");
        refuses(reset("prod", "--force", "--no-backup"), "never reset without a backup");
        before.put("foldbase.yaml", contents().get("foldbase.yaml"));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void prodIsResetAfterABackupThatWasTriedOut() throws Exception {
        makeProd();
        permitProduction();
        Run run = reset("prod", "--force", "--confirm-database", "foldbase.db");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("Backup .* \\(\\d+ rows, sha256 [0-9a-f]{64}\\)");
        assertThat(data.resolve("backups").resolve("prod"))
                .isDirectoryContaining("glob:**.foldbase");
        assertThat(texts("prod", "select count(*) from app_user")).containsExactly("0");
        assertThat(Files.readString(data.resolve("operations.log"))).contains("backupSha256");
    }

    @Test
    void workOfPeopleInDevIsBackedUpUnlessThatIsWaived() throws Exception {
        resetWithSample();
        execute("update app_user set sample = 0 where username = 'analyst'");
        Path dev = Files.copy(data.resolve("dev").resolve("foldbase.db"), data.resolve("copy"));
        Run run = reset("dev", "--force");
        assertThat(run.err()).contains("no sample data: app_user 1", "Backup");
        assertThat(data.resolve("backups").resolve("dev")).isDirectoryContaining("glob:**");
        Files.move(dev, data.resolve("dev").resolve("foldbase.db"), REPLACE_EXISTING);
        assertThat(reset("dev", "--force", "--no-backup").err()).doesNotContain("Backup");
    }

    @Test
    void sampleDataAloneIsNotBackedUp() throws Exception {
        resetWithSample();
        assertThat(reset("dev", "--force").err()).doesNotContain("Backup");
    }

    @Test
    void aDatabaseInUseIsNotReset() throws Exception {
        resetWithSample();
        Settings settings = Settings.load(Map.of(Setting.DATA_DIR, data.toString()), Map.of());
        try (DatabaseLock _ = DatabaseLock.shared(settings, Environment.DEV)) {
            refuses(
                    reset("dev", "--force"),
                    "is in use by process " + ProcessHandle.current().pid());
        }
        DatabaseAddress address = DatabaseAddress.of(settings.database());
        Connections connections = Connections.to(address, settings.connectTimeout());
        try (ProcessRegistry worker = ProcessRegistry.enter(connections, ProcessKind.WORKER)) {
            worker.beat();
            refuses(
                    reset("dev", "--force"),
                    "is in use by worker " + ProcessHandle.current().pid());
            execute("update process set heartbeat_at = heartbeat_at - 16000");
            assertThat(reset("dev", "--force").code()).isZero();
        }
    }

    @Test
    void tablesOfOthersAreNamedAndKeptUnlessAllIsMeant() throws Exception {
        resetWithSample();
        execute("create table notes (text varchar(10))");
        execute("insert into notes values ('mine')");
        assertThat(reset("dev", "--force").err()).contains("Kept         notes");
        assertThat(text("select text from notes")).isEqualTo("mine");
        refuses(reset("dev", "--force", "--all"), "no backup has its 1 rows");
        assertThat(reset("dev", "--force", "--all", "--no-backup").code()).isZero();
        assertThat(text("select name from sqlite_master where name = 'notes'")).isEmpty();
    }

    @Test
    void oldFilesGoToTheTrashAndThoseOfOthersStay() throws Exception {
        resetWithSample();
        Path external = Files.writeString(data.resolve("external.bed"), "chr1\t0\t1\n");
        execute(
                "update dataset set location = 'EXTERNAL', file_path = '%s' where type = 'BED'"
                        .formatted(external));
        Map<String, String> files = Run.contents(filesRoot());
        UUID old = uuid();
        assertThat(reset("dev", "--force").code()).isZero();
        assertThat(uuid()).isNotEqualTo(old);
        try (Stream<Path> trash = Files.list(data.resolve("trash"))) {
            Path only = trash.toList().getFirst();
            assertThat(only.getFileName().toString()).startsWith(old.toString());
            assertThat(Run.contents(only)).isEqualTo(files);
        }
        assertThat(data.resolve("files")).isEmptyDirectory();
        assertThat(external).hasContent("chr1\t0\t1\n");
    }

    @Test
    void theUrlOfTheCurrentEnvironmentIsNotThatOfAnother() {
        Run run =
                reset("test", "--force", "--env", "dev", "--database-url", "sqlite:" + data + "/x");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("--database-url is the database of dev and is ignored here");
        assertThat(data.resolve("x")).doesNotExist();
        assertThat(data.resolve("test").resolve("foldbase.db")).exists();
    }

    private void refuses(Run run, String sentence) {
        assertThat(run.err()).contains(sentence);
        assertThat(run.code()).isEqualTo(2);
    }

    /** A copy of one that was reset before all tests. */
    private void resetWithSample() throws IOException {
        try (Stream<Path> all = Files.walk(made)) {
            for (Path one : all.skip(1).toList()) {
                Files.copy(one, data.resolve(made.relativize(one).toString()));
            }
        }
        Files.delete(data.resolve("dev").resolve("lock"));
    }

    @BeforeAll
    static void makeOne() {
        Run run =
                Run.foldbase(
                        "db", "reset", "dev", "--force", "--with-sample-data", "--data-dir", made);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void makeProd() throws Exception {
        resetWithSample();
        execute("update meta set environment = 'PROD'");
        Files.move(data.resolve("dev"), data.resolve("prod"));
    }

    private void permitProduction() throws IOException {
        configure("allow-production-reset: true");
    }

    private void configure(String yaml) throws IOException {
        Files.writeString(data.resolve("foldbase.yaml"), yaml.formatted(data) + "\n");
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Run.contents(data)
                .forEach((file, hex) -> hashes.put(file, hex.length() + " " + hex.hashCode()));
        return hashes;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect("dev");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path filesRoot() throws SQLException {
        return data.resolve("files").resolve(uuid().toString());
    }

    private UUID uuid() throws SQLException {
        String hex = text("select lower(hex(db_uuid)) from meta");
        return UUID.fromString(
                hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private Run reset(Object... args) {
        return db(Stream.concat(Stream.of("reset"), Arrays.stream(args)).toArray());
    }

    private Run db(Object... args) {
        List<Object> all = new ArrayList<>(List.of("db"));
        all.addAll(Arrays.asList(args));
        all.addAll(List.of("--data-dir", data));
        return Run.foldbase(all.toArray());
    }

    private String text(String sql) throws SQLException {
        return String.join(",", texts(sql));
    }

    private List<String> texts(String sql) throws SQLException {
        return texts("dev", sql);
    }

    private List<String> texts(String environment, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect(environment);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private Connection connect(String environment) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + data.resolve(environment).resolve("foldbase.db"));
    }
}
