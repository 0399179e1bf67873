package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.foldbase.server.database.DatabaseException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "foreign_keys, 1",
        "journal_mode, wal",
        "synchronous, 2",
        "busy_timeout, 10000",
    })
    void sqliteKeepsForeignKeysAndLosesNothing(String pragma, String value) throws SQLException {
        try (Connection connection = creating(folder.resolve("new/fold.db")).getConnection();
                ResultSet row = connection.createStatement().executeQuery("pragma " + pragma)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(value);
        }
    }

    @Test
    void aNewFileIsReadableByItsOwnerAlone() throws SQLException, IOException {
        Path file = folder.resolve("fold.db");
        creating(file).getConnection().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsNotThereIsNotMadeByLooking() {
        Path file = folder.resolve("fold.db");
        assertThatThrownBy(() -> existing(file).getConnection())
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessage(
                        "there is no database sqlite:%s yet; 'foldbase db upgrade' makes it"
                                .formatted(file));
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("fold.db"), "not a database, but text\n");
        assertThatThrownBy(() -> existing(file).getConnection())
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("the database sqlite:" + file + " can't be opened: ")
                .hasMessageContaining("not a database");
        assertThat(file).hasContent("not a database, but text\n");
    }

    @Test
    void aFolderThatIsAFileIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "").resolve("dev/fold.db");
        assertThatThrownBy(() -> creating(file).getConnection())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("can't be made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void aServerThatIsNotThereIsOneSentenceWithoutThePassword(String scheme) throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        String url = "%s://ann:topsecret@localhost:%d/lab".formatted(scheme, port);
        assertThatThrownBy(() ->
                        Connections.to(DatabaseAddress.parse(url, "here"), SOON).getConnection())
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageStartingWith(
                        "the database %s://ann@localhost:%d/lab does not answer ("
                                .formatted(scheme, port))
                .hasMessageNotContaining("topsecret");
    }

    private Connections creating(Path file) {
        return Connections.creating(DatabaseAddress.sqlite(file), SOON);
    }

    private Connections existing(Path file) {
        return Connections.to(DatabaseAddress.sqlite(file), SOON);
    }
}
