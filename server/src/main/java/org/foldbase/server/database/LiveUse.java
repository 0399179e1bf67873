package org.foldbase.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Who uses a database beside this connection: Foldbase's processes, and anyone's sessions. */
public final class LiveUse {

    /** A session that ends is listed for a moment still. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String POSTGRESQL =
            "select coalesce(usename, '?') || ' from ' || coalesce(host(client_addr), 'this"
                    + " machine') || ' (' || coalesce(nullif(application_name, ''), 'unnamed')"
                    + " || ')' as session from pg_stat_activity where datname = current_database()"
                    + " and pid <> pg_backend_pid() and backend_type = 'client backend' order by"
                    + " pid";

    private static final String MARIADB =
            "select concat(user, ' from ', host) as session from information_schema.processlist"
                    + " where db = database() and id <> connection_id() order by id";

    private LiveUse() {}

    /**
     * Refuses to go on while others use the database. This process must have no other connection to
     * it.
     */
    public static void requireNone(Connection connection, DatabaseAddress address)
            throws SQLException {
        List<String> users = new ArrayList<>();
        ProcessRegistry.live(connection).forEach(live -> users.add(live.toString()));
        if (users.isEmpty()) {
            users.addAll(sessionsThatStay(connection));
        }
        if (!users.isEmpty()) {
            throw DatabaseException.refused(
                    "the database "
                            + address
                            + " is in use by "
                            + String.join(", ", users)
                            + "; stop what uses it, then try again");
        }
    }

    private static List<String> sessionsThatStay(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> sessions = sessions(connection);
        while (!sessions.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            sessions = sessions(connection);
        }
        return sessions;
    }

    private static List<String> sessions(Connection connection) throws SQLException {
        List<String> sessions = new ArrayList<>();
        String sql =
                switch (SqlValues.of(connection)) {
                    case SQLITE -> "";
                    case POSTGRESQL -> POSTGRESQL;
                    case MARIADB -> MARIADB;
                };
        if (!sql.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.add(row.getString("session"));
                }
            }
        }
        return sessions;
    }
}
