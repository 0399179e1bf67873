package org.foldbase.migrate.run;

import java.sql.SQLException;

/** Does things one after the other and tells the listener before and after each. */
final class Steps {

    private final Session session;
    private final StepListener listener;

    Steps(Session session, StepListener listener) {
        this.session = session;
        this.listener = listener;
    }

    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    /** Runs a statement. */
    void execute(String sql) throws SQLException {
        run(sql, () -> session.execute(sql));
    }

    /** Does what goes by that name. */
    void run(String name, Action action) throws SQLException {
        listener.before(name);
        action.run();
        listener.after(name);
    }
}
