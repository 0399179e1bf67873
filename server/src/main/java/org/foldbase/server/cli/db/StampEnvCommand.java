package org.foldbase.server.cli.db;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.LiveRows;
import org.foldbase.server.database.LiveUse;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.database.ProductionGuard;
import org.foldbase.server.database.Separation;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of which environment a database is. */
@Command(
        name = "stamp-env",
        description = {
            "Write into an environment's database that it is this environment's. Changing what it"
                    + " says already needs what a reset of prod needs.",
            ""
        })
final class StampEnvCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final ConsentOptions consent = new ConsentOptions();

    @Parameters(
            paramLabel = "ENVIRONMENT",
            converter = EnvironmentName.class,
            description = "dev, test or prod.")
    private Environment environment;

    @Override
    public Integer call() throws IOException, SQLException {
        Settings settings = database.settings();
        DatabaseAddress address = DatabaseAddress.of(settings.database(environment));
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, environment);
                Connection connection =
                        Connections.to(address, settings.connectTimeout()).getConnection()) {
            Optional<Stamp> there = there(connection, address);
            Separation.require(settings, environment, there.map(Stamp::dbUuid));
            if (there.map(Stamp::environment).equals(Optional.of(environment))) {
                say(address + " is stamped " + environment + " already; nothing to do.");
                return ExitCode.DONE;
            }
            LiveUse.requireNone(connection, address);
            if (there.isPresent()) {
                requireChangePermitted(settings, address);
            }
            write(settings, address, connection, there);
        }
        say(address + " is now stamped " + environment + ".");
        return ExitCode.DONE;
    }

    private static Optional<Stamp> there(Connection connection, DatabaseAddress address)
            throws SQLException {
        if (!new LiveRows(connection).tables().contains("meta")) {
            throw DatabaseException.refused(
                    address
                            + " has no table that a stamp could be written to; 'foldbase db"
                            + " upgrade' makes it");
        }
        return Stamp.read(connection);
    }

    private void requireChangePermitted(Settings settings, DatabaseAddress address) {
        ProductionGuard guard = consent.guard(settings, Environment.PROD, address, spec);
        guard.requireConfirmation("stamp-env");
    }

    private void write(
            Settings settings,
            DatabaseAddress address,
            Connection connection,
            Optional<Stamp> there)
            throws IOException, SQLException {
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        OperationsLog.Operation operation =
                new OperationsLog(settings.dataDir(), Clock.systemUTC())
                        .begin("db stamp-env", arguments);
        Map<String, Object> details =
                Map.of(
                        "database", address.toString(),
                        "before", there.map(it -> it.environment().key()).orElse("nothing"),
                        "after", environment.key());
        Stamp stamp =
                there.map(it -> it.in(environment))
                        .orElseGet(() -> Stamp.fresh(environment, Clock.systemUTC().instant()));
        connection.setAutoCommit(false);
        stamp.write(connection);
        operation.audit(connection, details);
        connection.commit();
        operation.end("done", details);
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
