package org.foldbase.server.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection to SQLite whose transaction begins with its first statement. The driver's own begins
 * at the end of the one before: a connection that lies idle in a pool would hold the lock that all
 * other processes need to write.
 */
final class LateTransaction implements InvocationHandler {

    private final Connection connection;
    private boolean autoCommit = true;
    private boolean begun;

    private LateTransaction(Connection connection) {
        this.connection = connection;
    }

    /** The same connection, which takes the lock to write when a transaction begins. */
    static Connection of(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        LateTransaction.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new LateTransaction(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "setAutoCommit" -> {
                setAutoCommit(Boolean.TRUE.equals(arguments[0]));
                return null;
            }
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "commit" -> {
                end("commit");
                return null;
            }
            case "rollback" -> {
                if (arguments == null || arguments.length == 0) {
                    rollBack();
                    return null;
                }
            }
            case "createStatement", "prepareStatement", "prepareCall", "setSavepoint" -> begin();
            default -> {}
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
        if (wanted) {
            end("commit");
        }
        autoCommit = wanted;
    }

    private void begin() throws SQLException {
        if (!autoCommit && !begun) {
            execute("begin immediate");
            begun = true;
        }
    }

    private void end(String how) throws SQLException {
        if (begun) {
            execute(how);
            begun = false;
        }
    }

    private void rollBack() throws SQLException {
        try {
            end("rollback");
        } finally {
            // What goes wrong badly is rolled back by SQLite itself.
            begun = false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
