package org.foldbase.server.database.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.ProcessRegistry;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.archive.NamedFiles;
import org.foldbase.server.database.archive.Snapshot;
import org.foldbase.server.database.doctor.Finding.Kind;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;

/** Examines one environment. Whatever it finds, it changes nothing. */
public final class Doctor {

    private static final Duration TRASH_IS_OLD = Duration.ofDays(30);

    private final Settings settings;
    private final Environment environment;
    private final Migrations migrations;
    private final boolean deep;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Settings settings, Migrations migrations, boolean deep, Clock clock) {
        this.settings = settings;
        this.environment = settings.environment();
        this.migrations = migrations;
        this.deep = deep;
        this.clock = clock;
    }

    /**
     * Examines the current environment.
     *
     * @param deep whether to read all files and compare their checksums, which takes its time
     * @return what is not as it should be; nothing if all is well
     * @throws DatabaseException the database is not there
     */
    public static List<Finding> examine(
            Settings settings, Migrations migrations, boolean deep, Clock clock)
            throws SQLException, IOException {
        Doctor doctor = new Doctor(settings, migrations, deep, clock);
        doctor.examine();
        return List.copyOf(doctor.findings);
    }

    private void examine() throws SQLException, IOException {
        DatabaseAddress address = DatabaseAddress.of(settings.database());
        Connections connections = Connections.to(address, settings.connectTimeout());
        Optional<Stamp> stamp;
        try (Connection connection = connections.getConnection()) {
            stamp = stamp(connection, address);
        }
        boolean readable = schema(connections);
        if (readable && stamp.isPresent()) {
            FileRoot root = FileRoot.of(settings.dataDir(), stamp.get().dbUuid());
            try (Snapshot snapshot = Snapshot.of(connections, migrations)) {
                new FileCheck(root, deep, findings::add).check(NamedFiles.of(snapshot));
            }
            try (Connection connection = connections.getConnection()) {
                staleProcesses(connection);
            }
        }
        unfinishedSwitches();
        rootsOfNobody();
        oldTrash();
    }

    private void add(Kind kind, Object where, String what, String advice) {
        findings.add(new Finding(kind, where.toString(), what, advice));
    }

    private Optional<Stamp> stamp(Connection connection, DatabaseAddress address)
            throws SQLException {
        try {
            Optional<Stamp> stamp = Stamp.requireFits(connection, environment, address);
            stamp.ifPresent(it -> it.requireWhole(address));
            if (stamp.isEmpty()) {
                add(Kind.STAMP, address, "holds nothing yet", "'foldbase db upgrade' makes it");
            }
            return stamp;
        } catch (DatabaseException e) {
            add(Kind.STAMP, address, "is not to be used", String.valueOf(e.getMessage()));
            return Stamp.read(connection);
        }
    }

    /** Whether the rows can be read. */
    private boolean schema(Connections connections) {
        SchemaHistory history =
                SchemaHistory.of(
                        connections, migrations, settings.connectTimeout(), StepListener.NONE);
        DatabaseState state = history.state();
        Optional<DatabaseException> trouble = history.trouble(state);
        if (trouble.isPresent()) {
            add(
                    Kind.SCHEMA,
                    connections.address(),
                    "is not at a revision of this program",
                    String.valueOf(trouble.get().getMessage()));
            return false;
        }
        if (state == DatabaseState.BEHIND) {
            add(
                    Kind.SCHEMA,
                    connections.address(),
                    "is %d revisions behind this program".formatted(history.missing().size()),
                    "run 'foldbase db upgrade'");
        }
        for (String difference : history.drift()) {
            add(
                    Kind.SCHEMA,
                    connections.address(),
                    "was changed by hand: " + difference,
                    "change it back");
        }
        return state != DatabaseState.EMPTY;
    }

    private void staleProcesses(Connection connection) throws SQLException {
        String dead = SqlValues.of(connection).ago(ProcessRegistry.LIVE_MS);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select kind, host, pid from process where heartbeat_at < "
                                        + dead)) {
            while (row.next()) {
                add(
                        Kind.STALE_PROCESS,
                        "%s %d on %s"
                                .formatted(
                                        row.getString("kind"),
                                        row.getLong("pid"),
                                        row.getString("host")),
                        "ended without saying so",
                        "the next server or worker that starts removes its row");
            }
        }
    }

    private void unfinishedSwitches() throws IOException {
        for (Path note : list(settings.dataDir().resolve(environment.key()), "*switch-*")) {
            add(
                    Kind.LEFTOVER,
                    note,
                    "a reset, restore or move was interrupted",
                    "the next server, or the same command again, finishes or undoes it");
        }
    }

    /** Files of databases that none of the environments has. */
    private void rootsOfNobody() throws SQLException, IOException {
        Set<String> known = new HashSet<>();
        for (Environment each : Environment.values()) {
            DatabaseAddress address = DatabaseAddress.of(settings.database(each));
            if (address.backend() == Backend.SQLITE && !Files.exists(address.file())) {
                continue;
            }
            try (Connection connection =
                    Connections.to(address, settings.connectTimeout()).getConnection()) {
                Stamp.read(connection).map(Stamp::dbUuid).map(UUID::toString).ifPresent(known::add);
            } catch (DatabaseException e) {
                // Whose files they are can't be told then.
                return;
            }
        }
        for (Path root : list(settings.dataDir().resolve("files"), "*")) {
            if (!known.contains(String.valueOf(root.getFileName()))) {
                add(
                        Kind.ORPHANED_FILE,
                        root,
                        "belongs to no database that the settings name",
                        "delete it, unless that database was moved from here and is still wanted");
            }
        }
    }

    private void oldTrash() throws IOException {
        for (Path old : list(settings.dataDir().resolve("trash"), "*")) {
            Duration age =
                    Duration.between(Files.getLastModifiedTime(old).toInstant(), clock.instant());
            if (age.compareTo(TRASH_IS_OLD) > 0) {
                add(
                        Kind.LEFTOVER,
                        old,
                        "is in the trash for %d days".formatted(age.toDays()),
                        "delete it if nobody misses it");
            }
        }
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                files.forEach(found::add);
            }
        }
        found.sort(null);
        return found;
    }
}
