package org.foldbase.server.database.reset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.foldbase.server.database.LiveRows;
import org.foldbase.server.database.LiveUse;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.database.SafetyCopy;
import org.foldbase.server.database.Separation;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;

/**
 * Puts a new database in the place of an environment's old one. The new one gets an identity of its
 * own; its files are on the disk before the database's one commit, which switches both, and the old
 * files go to the trash afterwards. Whoever calls it holds the environment's lock.
 */
public final class Reset {

    private final Settings settings;
    private final Environment environment;
    private final DatabaseAddress address;
    private final Connections connections;
    private final Migrator migrator;
    private final StepListener steps;
    private final Clock clock;

    /**
     * @param steps hears of every step, those of the files too
     */
    public Reset(
            Settings settings,
            Environment environment,
            Migrations migrations,
            StepListener steps,
            Clock clock) {
        this.settings = settings;
        this.environment = environment;
        this.address = DatabaseAddress.of(settings.database(environment));
        this.connections = Connections.creating(address, settings.connectTimeout());
        this.migrator =
                new Migrator(
                        connections,
                        migrations,
                        RunSettings.by(OperationsLog.who()).withListener(steps));
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * What is wanted beside empty tables.
     *
     * @param all whether tables that no migration made are dropped too
     * @param backup takes a copy before; nothing if none is wanted
     */
    public record Wishes(
            Optional<? extends NewContent> content, boolean all, Optional<SafetyCopy> backup) {}

    /**
     * What was done.
     *
     * @param trash where the files of before are now, if there were any
     * @param fileMakingMs how much of the time went into making files
     */
    public record Outcome(
            UUID dbUuid,
            Map<String, Long> rows,
            Optional<SafetyCopy.Copy> backup,
            Optional<String> trash,
            long fileMakingMs) {}

    /** Looks, and refuses a database that is not this environment's own; changes nothing. */
    public ResetPlan plan() throws SQLException {
        if (!connections.isThere()) {
            Separation.require(settings, environment, Optional.empty());
            return new ResetPlan(
                    environment,
                    address,
                    address.backend().title() + ", where it is not there yet",
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Optional.empty(),
                    List.of());
        }
        List<String> unknown = migrator.unknownTables();
        try (Connection connection = connections.getConnection()) {
            Optional<Stamp> stamp = Stamp.requireFits(connection, environment, address);
            Separation.require(settings, environment, stamp.map(Stamp::dbUuid));
            LiveRows live = new LiveRows(connection);
            DatabaseMetaData server = connection.getMetaData();
            return new ResetPlan(
                    environment,
                    address,
                    server.getDatabaseProductName() + " " + server.getDatabaseProductVersion(),
                    stamp,
                    live.counts(),
                    live.realRows(),
                    live.lastWrite(),
                    unknown);
        }
    }

    /** Does it, noted in the log of operations from beginning to end. */
    public Outcome run(ResetPlan plan, Wishes wishes, List<String> arguments)
            throws IOException, SQLException {
        return run("db reset", plan, wishes, arguments);
    }

    /**
     * The same for another command.
     *
     * @param command as the log names it: {@code db restore}
     */
    public Outcome run(String command, ResetPlan plan, Wishes wishes, List<String> arguments)
            throws IOException, SQLException {
        requireUnused();
        OperationsLog.Operation operation =
                new OperationsLog(settings.dataDir(), clock).begin(command, arguments);
        try {
            Outcome outcome = run(plan, wishes, operation);
            operation.end("done", details(plan, outcome.backup, outcome.rows));
            return outcome;
        } catch (IOException | SQLException | RuntimeException e) {
            operation.failed(e);
            throw e;
        }
    }

    private Outcome run(ResetPlan plan, Wishes wishes, OperationsLog.Operation operation)
            throws IOException, SQLException {
        Stamp stamp =
                Stamp.fresh(environment, clock.instant())
                        .comingFrom(wishes.content.flatMap(NewContent::origin));
        FileRoot files = FileRoot.of(settings.dataDir(), stamp.dbUuid());
        if (!connections.isThere()) {
            connections.make();
        }
        Optional<SafetyCopy.Copy> backup = backup(wishes);
        steps.before("note the switch");
        PendingSwitch pending =
                PendingSwitch.begin(
                        settings,
                        environment,
                        address,
                        plan.stamp().map(Stamp::dbUuid),
                        stamp.dbUuid());
        steps.after("note the switch");
        long fileMakingMs = 0;
        try {
            Path prepared = files.folder().resolve(".prepared");
            if (wishes.content.isPresent()) {
                fileMakingMs = prepare(wishes.content.get(), prepared);
            }
            requireUnused();
            List<String> more = wishes.all ? plan.unknownTables() : List.of();
            migrator.rebuild(
                    more,
                    connection -> {
                        stamp.write(connection);
                        if (wishes.content.isPresent()) {
                            write(wishes.content.get(), connection, files);
                        }
                        operation.audit(connection, details(plan, backup, Map.of()));
                    });
        } catch (UncheckedIOException e) {
            cleanUp(pending, e);
            throw e.getCause();
        } catch (IOException | SQLException | RuntimeException e) {
            cleanUp(pending, e);
            throw e;
        }
        requireNoDrift();
        steps.before("move the old files to the trash");
        Optional<String> trash = pending.finish(Optional.of(stamp.dbUuid()));
        steps.after("move the old files to the trash");
        return new Outcome(stamp.dbUuid(), counts(), backup, trash, fileMakingMs);
    }

    private Optional<SafetyCopy.Copy> backup(Wishes wishes) throws IOException, SQLException {
        if (wishes.backup.isEmpty()) {
            return Optional.empty();
        }
        Path folder = settings.dataDir().resolve("backups").resolve(environment.key());
        Files.createDirectories(folder);
        steps.before("take a backup");
        SafetyCopy.Copy copy = wishes.backup.get().take(address, folder);
        steps.after("take a backup");
        return Optional.of(copy);
    }

    private long prepare(NewContent content, Path folder) throws IOException {
        long start = System.nanoTime();
        steps.before("make files");
        Files.createDirectories(folder);
        content.prepare(folder);
        steps.after("make files");
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void write(NewContent content, Connection connection, FileRoot files)
            throws SQLException {
        try {
            steps.before("write rows and files");
            content.write(connection, files);
            Files.delete(files.folder().resolve(".prepared"));
            steps.after("write rows and files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a failure, which changed nothing in the database. */
    private void cleanUp(PendingSwitch pending, Exception failure) {
        try (Connection connection = connections.getConnection()) {
            pending.finish(Stamp.read(connection).map(Stamp::dbUuid));
        } catch (IOException | SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void requireUnused() throws SQLException {
        if (!connections.isThere()) {
            return;
        }
        try (Connection connection = connections.getConnection()) {
            LiveUse.requireNone(connection, address);
        }
    }

    private void requireNoDrift() throws SQLException {
        List<String> drift = migrator.drift();
        if (!drift.isEmpty()) {
            throw new DatabaseException(
                    Kind.FAILED,
                    "the new database differs from what the migrations say: "
                            + String.join("; ", drift));
        }
    }

    private Map<String, Long> counts() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return new LiveRows(connection).counts();
        }
    }

    private Map<String, Object> details(
            ResetPlan plan, Optional<SafetyCopy.Copy> backup, Map<String, Long> after) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("environment", environment.key());
        details.put("database", address.toString());
        details.put("rowsBefore", plan.rows());
        if (!after.isEmpty()) {
            details.put("rowsAfter", after);
        }
        backup.ifPresent(copy -> {
            details.put("backup", copy.file().toString());
            details.put("backupSha256", copy.sha256());
        });
        return details;
    }
}
