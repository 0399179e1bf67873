package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every guard of {@code db reset} with what it is there against, at the command line. */
class ResetCommandTest {

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

    private Path filesRoot() throws SQLException {
        return data.resolve("files").resolve(uuid().toString());
    }

    private UUID uuid() throws SQLException {
        String hex = text("select lower(hex(db_uuid)) from meta");
        return UUID.fromString(
                hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private Run reset(Object... args) {
        List<Object> all = new ArrayList<>(List.of("db", "reset"));
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
