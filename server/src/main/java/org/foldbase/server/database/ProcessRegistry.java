package org.foldbase.server.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A process's own row in table process. Only the database's clock counts: a row whose last
 * heartbeat is older than {@link #LIVE_MS} belongs to a process that died.
 */
public final class ProcessRegistry implements AutoCloseable {

    /** How old a heartbeat may be. */
    public static final long LIVE_MS = 15_000;

    private final DataSource dataSource;
    private final ProcessKind kind;
    private final UUID id = UUID.randomUUID();

    private ProcessRegistry(DataSource dataSource, ProcessKind kind) {
        this.dataSource = dataSource;
        this.kind = kind;
    }

    /** A process that uses the database now. */
    public record Live(ProcessKind kind, String host, long pid) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " " + pid + " on " + host;
        }
    }

    /** Writes a row for this process and sweeps those of dead ones. */
    public static ProcessRegistry enter(DataSource dataSource, ProcessKind kind)
            throws SQLException {
        ProcessRegistry entered = new ProcessRegistry(dataSource, kind);
        try (Connection connection = dataSource.getConnection()) {
            update(
                    connection,
                    "delete from process where heartbeat_at < " + dead(SqlValues.of(connection)));
            entered.insert(connection);
        }
        return entered;
    }

    private void insert(Connection connection) throws SQLException {
        String now = SqlValues.of(connection).now();
        update(
                connection,
                "insert into process (id, kind, host, pid, started_at, heartbeat_at) values"
                        + " (?, ?, ?, ?, %s, %s)".formatted(now, now),
                id,
                kind,
                host(),
                ProcessHandle.current().pid());
    }

    /**
     * Says that this process is there; to be called more often than every {@link #LIVE_MS}. One
     * that was silent for longer, and whose row is gone, writes it anew.
     */
    public void beat() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String now = SqlValues.of(connection).now();
            int rows =
                    update(
                            connection,
                            "update process set heartbeat_at = " + now + " where id = ?",
                            id);
            if (rows == 0) {
                insert(connection);
            }
        }
    }

    /** The processes that use the database now; none if it has no table for them. */
    public static List<Live> live(Connection connection) throws SQLException {
        if (!new LiveRows(connection).tables().contains("process")) {
            return List.of();
        }
        List<Live> live = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select kind, host, pid from process where heartbeat_at >= "
                                        + dead(SqlValues.of(connection))
                                        + " order by host, pid")) {
            while (row.next()) {
                Live process =
                        new Live(
                                ProcessKind.valueOf(row.getString("kind")),
                                row.getString("host"),
                                row.getLong("pid"));
                if (!isKnownToBeGone(process)) {
                    live.add(process);
                }
            }
        }
        return live;
    }

    private static boolean isKnownToBeGone(Live process) {
        return process.host.equals(host())
                && ProcessHandle.of(process.pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** This machine's name. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String dead(SqlValues values) {
        return values.ago(LIVE_MS);
    }

    private static int update(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqlValues.of(connection).set(statement, values);
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "delete from process where id = ?", id);
        }
    }
}
