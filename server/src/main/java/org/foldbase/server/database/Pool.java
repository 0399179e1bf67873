package org.foldbase.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.foldbase.server.database.DatabaseException.Kind;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to one database that are used again. A thread that finds all of them busy waits; one
 * that waits too long, or asks a server that is not there, gets a {@link DatabaseException}.
 */
final class Pool extends DelegatingDataSource implements AutoCloseable {

    /** The longest a statement may take. */
    private static final Duration STATEMENT = Duration.ofSeconds(60);

    /**
     * The longest a transaction may do nothing: that of a process that stands still, or of a
     * machine that is gone, would keep its rows locked, so that no other could take over.
     */
    private static final Duration IDLE_TRANSACTION = Duration.ofSeconds(15);

    /** The longest a server may say nothing: statements have come to their end by then. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private final HikariDataSource connections;
    private final String address;
    private final int size;
    private final Duration wait;

    private Pool(Connections source, int size, Duration wait, String firstStatement) {
        this(source.address(), source, size, wait, firstStatement);
    }

    private Pool(
            DatabaseAddress address,
            DataSource source,
            int size,
            Duration wait,
            String firstStatement) {
        this.address = address.toString();
        this.size = size;
        this.wait = wait;
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(wait.toMillis());
        config.setConnectionInitSql(firstStatement);
        config.setAutoCommit(false);
        // A check that a connection lives would otherwise begin a transaction and leave it open.
        config.setIsolateInternalQueries(true);
        config.setInitializationFailTimeout(-1);
        this.connections = new HikariDataSource(config);
        setTargetDataSource(connections);
    }

    /** SQLite's one connection that writes: it takes the lock when its transaction begins. */
    static Pool sqliteWriter(Connections source, Duration wait) {
        DataSource late =
                new DelegatingDataSource(source) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        return LateTransaction.of(super.getConnection());
                    }
                };
        return new Pool(source.address(), late, 1, wait, "pragma query_only = off");
    }

    /** SQLite's connections that only read, beside the writer. */
    static Pool sqliteReaders(Connections source, int size, Duration wait) {
        return new Pool(
                source.with(Map.of("transaction_mode", "DEFERRED")),
                size,
                wait,
                "pragma query_only = on");
    }

    /** A server's connections. */
    static Pool server(Connections source, int size, Duration wait) {
        return switch (source.address().backend()) {
            case POSTGRESQL ->
                    new Pool(
                            source.with(
                                    Map.of("socketTimeout", Long.toString(SILENCE.toSeconds()))),
                            size,
                            wait,
                            "set statement_timeout = %d; set idle_in_transaction_session_timeout = %d"
                                    .formatted(STATEMENT.toMillis(), IDLE_TRANSACTION.toMillis()));
            case MARIADB ->
                    new Pool(
                            source.with(Map.of("socketTimeout", Long.toString(SILENCE.toMillis()))),
                            size,
                            wait,
                            "set session max_statement_time = %d, session idle_transaction_timeout = %d"
                                    .formatted(
                                            STATEMENT.toSeconds(), IDLE_TRANSACTION.toSeconds()));
            case SQLITE -> throw new IllegalArgumentException("not a server: " + source.address());
        };
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private DatabaseException unavailable(SQLException failure) {
        return reason(failure)
                .orElseGet(() ->
                        new DatabaseException(
                                Kind.UNAVAILABLE,
                                "all "
                                        + size
                                        + " connections to the database "
                                        + address
                                        + " were busy for "
                                        + wait.toSeconds()
                                        + " s; try again, or give it more (pool-size)",
                                failure));
    }

    private static Optional<DatabaseException> reason(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof DatabaseException said) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        connections.close();
    }
}
