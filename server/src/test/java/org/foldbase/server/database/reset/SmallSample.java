package org.foldbase.server.database.reset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.foldbase.server.database.Json;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.storage.FileRoot;

/** One user with one dataset, whose file is made in no time. */
final class SmallSample implements SampleData {

    private static final String NOW_AND_SAMPLE = "created_at, updated_at, sample, version, ";

    @Override
    public void prepare(Path folder) throws IOException {
        Files.writeString(folder.resolve("one.bed"), "chr1\t0\t" + System.nanoTime() + "\n");
    }

    @Override
    public void write(Connection connection, FileRoot files) throws SQLException, IOException {
        insert(
                connection,
                "app_user ("
                        + NOW_AND_SAMPLE
                        + "id, username, username_key, password_hash, role,"
                        + " active)",
                1,
                "one",
                "one",
                "-",
                "VIEWER",
                true);
        insert(
                connection,
                "assembly (" + NOW_AND_SAMPLE + "id, name, chromosomes, arms)",
                1,
                "one",
                new Json("[]"),
                new Json("[]"));
        Path made = files.folder().resolve(".prepared").resolve("one.bed");
        String sha256 = FileRoot.sha256(made);
        String path =
                files.put(FileRoot.Kind.DATASET, "1", "data.bed", file -> Files.move(made, file));
        insert(
                connection,
                "dataset ("
                        + NOW_AND_SAMPLE
                        + "id, name, description, type, assembly_id,"
                        + " owner_id, visibility, state, location, file_path, sha256, details)",
                1,
                "one",
                "",
                "BED",
                1,
                1,
                "PRIVATE",
                "READY",
                "MANAGED",
                path,
                sha256,
                new Json("{}"));
    }

    @Override
    public Map<String, String> passwords() {
        return Map.of();
    }

    private static void insert(Connection connection, String columns, Object... values)
            throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Object[] all = new Object[values.length + 4];
        System.arraycopy(new Object[] {now, now, true, 0}, 0, all, 0, 4);
        System.arraycopy(values, 0, all, 4, values.length);
        String marks = "?, ".repeat(all.length - 1) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + columns + " values (" + marks + ")")) {
            SqlValues.of(connection).set(insert, all);
            insert.executeUpdate();
        }
    }
}
