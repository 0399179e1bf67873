package org.foldbase.server.database.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.archive.Snapshot;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;

/**
 * A database that is there, whole, and of its environment.
 *
 * @param state how it stands to the migrations: behind or current
 */
record ReadyDatabase(Connections connections, Stamp stamp, DatabaseState state) {

    /** A database that is whole. */
    static ReadyDatabase open(
            DatabaseAddress address,
            Settings settings,
            Environment environment,
            Migrations migrations)
            throws SQLException {
        ReadyDatabase ready = look(address, settings, environment, migrations);
        ready.stamp.requireWhole(address);
        return ready;
    }

    /** The same, whole or not. */
    static ReadyDatabase look(
            DatabaseAddress address,
            Settings settings,
            Environment environment,
            Migrations migrations)
            throws SQLException {
        Connections connections = Connections.to(address, settings.connectTimeout());
        SchemaHistory history =
                SchemaHistory.of(
                        connections, migrations, settings.connectTimeout(), StepListener.NONE);
        history.requireSound();
        DatabaseState state = history.state();
        try (Connection connection = connections.getConnection()) {
            Stamp stamp =
                    Stamp.requireFits(connection, environment, address)
                            .orElseThrow(() ->
                                    DatabaseException.refused(
                                            "the database " + address + " holds nothing yet"));
            return new ReadyDatabase(connections, stamp, state);
        }
    }

    DatabaseAddress address() {
        return connections.address();
    }

    Snapshot snapshot(Migrations migrations) throws SQLException {
        return Snapshot.of(connections, migrations);
    }
}
