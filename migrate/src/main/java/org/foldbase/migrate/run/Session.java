package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One connection, in auto-commit: transactions are begun and ended by statements. */
final class Session implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommitBefore;
    private final Duration lockTimeout;
    private final List<String> atClose = new ArrayList<>();

    private Session(Connection connection, Duration lockTimeout) throws SQLException {
        this.connection = connection;
        this.lockTimeout = lockTimeout;
        this.autoCommitBefore = connection.getAutoCommit();
        connection.setAutoCommit(true);
    }

    static Session open(DataSource dataSource, Duration lockTimeout) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new Session(connection, lockTimeout);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    Duration lockTimeout() {
        return lockTimeout;
    }

    /** Runs this before the connection is given back. */
    void atClose(String sql) {
        atClose.add(sql);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Does it in one transaction; where DDL can be rolled back, there is one already. */
    <T> T inTransaction(Dialect dialect, Staging.Build<T> work) throws SQLException {
        if (dialect.rollsBackDdl()) {
            return work.build();
        }
        connection.setAutoCommit(false);
        try {
            T result = work.build();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The first column of the only row, a number. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("No row answers: " + sql);
            }
            return rows.getLong(1);
        }
    }

    /** Every row as its values' text. */
    List<List<String>> rows(String sql) throws SQLException {
        return rows(connection, sql);
    }

    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<List<String>> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                read.add(row);
            }
            return read;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (String sql : atClose) {
                execute(sql);
            }
            connection.setAutoCommit(autoCommitBefore);
        }
    }
}
