package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.LiveUse;
import org.foldbase.server.database.Separation;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.archive.Snapshot;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.settings.DatabaseSettings;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;

/**
 * Copies an environment's database to another place, all or nothing. The source stays as it is; its
 * files get second names for the new database. Whoever calls it holds the environment's lock.
 */
public final class Move {

    private final ReadyDatabase source;
    private final Replacement replacement;
    private final DatabaseAddress target;

    private Move(ReadyDatabase source, Replacement replacement, DatabaseAddress target) {
        this.source = source;
        this.replacement = replacement;
        this.target = target;
    }

    /**
     * Looks at the source.
     *
     * @param settings those of the source
     * @param to where the target is
     */
    public static Move prepare(
            Settings settings,
            DatabaseSettings to,
            Migrations migrations,
            StepListener steps,
            Clock clock)
            throws SQLException {
        Environment environment = settings.environment();
        DatabaseAddress from = DatabaseAddress.of(settings.database());
        DatabaseAddress target = DatabaseAddress.of(to);
        if (Separation.isSame(from, target)) {
            throw DatabaseException.refused(target + " is the database that is to be moved");
        }
        ReadyDatabase source = ReadyDatabase.open(from, settings, environment, migrations);
        if (source.state() != DatabaseState.CURRENT) {
            throw DatabaseException.refused(
                    "the database "
                            + from
                            + " is behind this program; 'foldbase db upgrade' comes first");
        }
        return new Move(
                source,
                new Replacement(
                        settings.with(environment, to), environment, migrations, steps, clock),
                target);
    }

    public DatabaseAddress source() {
        return source.address();
    }

    public DatabaseAddress target() {
        return target;
    }

    /** The settings as they are with the target in the source's place. */
    public Settings targetSettings() {
        return replacement.settings;
    }

    /** Looks at what would be replaced; changes nothing. */
    public ResetPlan plan() throws SQLException {
        ResetPlan plan = replacement.reset.plan();
        Optional<UUID> there = plan.stamp().map(Stamp::dbUuid);
        if (there.filter(source.stamp().dbUuid()::equals).isPresent()) {
            throw DatabaseException.refused(target + " is the database that is to be moved");
        }
        return plan;
    }

    /** Whether anything would be lost. */
    public boolean replacesRows(ResetPlan plan) {
        return Replacement.replacesRows(plan);
    }

    /** Does it, noted in the log of operations. */
    public Transferred run(ResetPlan plan, List<String> arguments, Progress progress)
            throws IOException, SQLException {
        try (Connection connection = source.connections().getConnection()) {
            LiveUse.requireNone(connection, source.address());
        }
        FileRoot files = FileRoot.of(replacement.settings.dataDir(), source.stamp().dbUuid());
        try (Snapshot snapshot = source.snapshot(replacement.migrations)) {
            FileList list = FileList.of(snapshot, files);
            TransferredContent content =
                    new TransferredContent(
                            source.stamp().dbUuid(),
                            snapshot,
                            list.files(),
                            Optional.empty(),
                            List.of(files.folder()),
                            false,
                            progress);
            content.missing().addAll(list.missing());
            return replacement.run("db move", plan, content, false, arguments, progress);
        }
    }
}
