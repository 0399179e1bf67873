package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.archive.SchemaRows;
import org.foldbase.server.database.archive.Summaries;
import org.foldbase.server.database.archive.TableSummary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Backup, restore, move and doctor, at the command line. */
class TransferCommandsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path data;

    @Test
    void manyRowsGoAroundAllBackEndsAndComeBackTheSame() throws Exception {
        goAround(1_000, 12_000);
    }

    @Test
    @Tag("proof")
    void aHundredThousandRowsGoAroundAllBackEndsAndComeBackTheSame() throws Exception {
        goAround(8_000, 100_000);
    }

    private void goAround(int ofEach, long least) throws Exception {
        String first = "sqlite:" + data.resolve("first.db");
        reset(first);
        fill(first, ofEach);
        Map<String, TableSummary> before = Summaries.of(first);
        assertThat(before.values().stream().mapToLong(TableSummary::rows).sum())
                .isGreaterThan(least);
        String last = "sqlite:" + data.resolve("last.db");
        String at = first;
        for (String next :
                List.of(Backend.POSTGRESQL.freshUrl(), Backend.MARIADB.freshUrl(), last)) {
            Run move = foldbase("db", "move", "--to", next, "--database-url", at);
            assertThat(move.code()).as(move.err()).isZero();
            at = next;
        }
        assertThat(Summaries.withoutAudit(Summaries.of(last)))
                .isEqualTo(Summaries.withoutAudit(before));
        assertThat(Summaries.of(first)).isEqualTo(before);
        assertSameByJdbcAlone(data.resolve("first.db"), data.resolve("last.db"));
    }

    @Test
    void aBackupGoesIntoAnotherEnvironmentWithItsFilesAndWithoutItsSessions() throws Exception {
        sampleData();
        Path file = data.resolve("backup.zip");
        Run backup = foldbase("db", "backup", file, "--with-files", "--env", "dev");
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(backup.err()).doesNotContain("Not in it");
        Path other = Files.createDirectory(data.resolve("other"));
        Run restore = Run.foldbase("db", "restore", file, "--data-dir", other, "--env", "test");
        assertThat(restore.code()).as(restore.err()).isZero();
        assertThat(restore.err()).contains("were revoked");
        assertThat(files(other)).isEqualTo(files(data)).isNotEmpty();
        Run doctor = Run.foldbase("doctor", "--deep", "--data-dir", other, "--env", "test");
        assertThat(doctor.out()).isEqualTo("All is well.\n");
        assertThat(doctor.code()).isZero();
    }

    @Test
    void aBackupWithoutFilesSaysSoAndARestoreFindsThemWhereTheyAre() throws Exception {
        sampleData();
        Path file = data.resolve("backup.zip");
        assertThat(foldbase("db", "backup", file).err()).contains("Not in it: ");
        Map<String, String> before = files(data);
        Run restore = foldbase("db", "restore", file, "--force");
        assertThat(restore.code()).as(restore.err()).isZero();
        assertThat(files(data)).isEqualTo(before);
        assertThat(foldbase("doctor", "--deep").out()).isEqualTo("All is well.\n");
    }

    @Test
    void aRestoreOverRowsNeedsAYesAndADryRunChangesNothing() throws Exception {
        sampleData();
        Path file = data.resolve("backup.zip");
        foldbase("db", "backup", file);
        String identity = files(data).toString();
        Map<String, TableSummary> before = Summaries.of(url());
        Run refused = foldbase("db", "restore", file);
        assertThat(refused.err()).contains("needs a yes and there is no terminal");
        assertThat(refused.code()).isEqualTo(2);
        Run dry = foldbase("db", "restore", file, "--dry-run");
        assertThat(dry.err()).contains("nothing was changed");
        assertThat(dry.code()).isZero();
        assertThat(Summaries.of(url())).isEqualTo(before);
        assertThat(files(data)).hasToString(identity);
    }

    @Test
    void aDamagedBackupIsRefusedWithThreeAndNothingIsChanged() throws Exception {
        sampleData();
        Path file = data.resolve("backup.zip");
        foldbase("db", "backup", file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Map<String, TableSummary> before = Summaries.of(url());
        Run restore = foldbase("db", "restore", file, "--force");
        assertThat(restore.err())
                .isEqualTo(
                        "foldbase: "
                                + file
                                + " is damaged: its checksum is not that of its content; use another"
                                + " copy\n");
        assertThat(restore.code()).isEqualTo(3);
        assertThat(Summaries.of(url())).isEqualTo(before);
    }

    @Test
    void aMoveOntoItselfOrWithAPasswordInTheUrlIsRefused() throws Exception {
        sampleData();
        Run itself = foldbase("db", "move", "--to", url());
        assertThat(itself.err()).endsWith(" is the database that is to be moved\n");
        assertThat(itself.code()).isEqualTo(2);
        Run secret = foldbase("db", "move", "--to", "postgresql://me:secret@host/db");
        assertThat(secret.err()).contains("FOLDBASE_MOVE_URL").doesNotContain("secret");
        assertThat(secret.code()).isEqualTo(2);
    }

    @Test
    void aMoveLeavesTheSourceAndItsFilesAndTheTargetHasThemToo() throws Exception {
        sampleData();
        Map<String, TableSummary> before = Summaries.of(url());
        byte[] bytes = Files.readAllBytes(data.resolve("dev").resolve("foldbase.db"));
        Map<String, String> files = files(data);
        String target = Backend.POSTGRESQL.freshUrl();
        Run move = foldbase("db", "move", "--to", target);
        assertThat(move.code()).as(move.err()).isZero();
        assertThat(move.err()).contains("environments:").contains("url: postgresql://postgres@");
        assertThat(Summaries.of(url())).isEqualTo(before);
        assertThat(Files.readAllBytes(data.resolve("dev").resolve("foldbase.db"))).isEqualTo(bytes);
        Run doctor = foldbase("doctor", "--deep", "--database-url", target);
        assertThat(doctor.out().lines())
                .singleElement()
                .asString()
                .contains("belongs to no database that the settings name");
        assertThat(files(data).keySet()).containsAll(files.keySet());
    }

    private Run foldbase(Object... words) {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--data-dir", data));
        return Run.foldbase(all.toArray());
    }

    private void sampleData() {
        Run run = foldbase("db", "reset", "dev", "--force", "--with-sample-data");
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void reset(String url) {
        Run run = foldbase("db", "reset", "dev", "--force", "--database-url", url);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private String url() {
        return "sqlite:" + data.resolve("dev").resolve("foldbase.db");
    }

    private static void fill(String url, int rows) throws Exception {
        try (Connection connection = Summaries.connections(url).getConnection()) {
            SchemaRows.of(SourceTree.migrations(), rows).into(connection);
        }
    }

    /** By path below the identity of the database, so that identities don't matter. */
    private static Map<String, String> files(Path dataDir) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> roots = Files.list(dataDir.resolve("files"))) {
            for (Path root : roots.toList()) {
                files.putAll(Run.contents(root));
            }
        }
        return files;
    }

    /** With nothing of the program's: all rows of both, value by value. */
    private static void assertSameByJdbcAlone(Path one, Path other) throws Exception {
        try (Connection first = Backend.sqlite(one).getConnection();
                Connection second = Backend.sqlite(other).getConnection()) {
            for (String table :
                    texts(first, "select name from sqlite_schema where type = 'table'")) {
                if (List.of("meta", "audit_event", "migrate_history", "sqlite_sequence")
                        .contains(table)) {
                    continue;
                }
                try (Statement ones = first.createStatement();
                        Statement others = second.createStatement();
                        ResultSet mine =
                                ones.executeQuery("select * from " + table + " order by 1");
                        ResultSet theirs =
                                others.executeQuery("select * from " + table + " order by 1")) {
                    while (mine.next()) {
                        assertThat(theirs.next()).isTrue();
                        assertThat(values(mine)).as(table).isEqualTo(values(theirs));
                    }
                    assertThat(theirs.next()).isFalse();
                }
            }
        }
    }

    private static List<String> texts(Connection connection, String sql) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Numbers by their value: PostgreSQL writes 1e2 as 100. */
    private static Object normal(Object json) {
        return switch (json) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((name, value) -> sorted.put(name.toString(), normal(value)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(it -> it == null ? "null" : normal(it)).toList();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            default -> json;
        };
    }

    private static List<Object> values(ResultSet row) throws Exception {
        ResultSetMetaData columns = row.getMetaData();
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.add(
                    switch (value) {
                        case null -> "null";
                        case byte[] bytes -> Arrays.toString(bytes);
                        case String text when text.startsWith("{") ->
                                normal(JSON.readValue(text, Map.class));
                        default -> value;
                    });
        }
        return values;
    }
}
