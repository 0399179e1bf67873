package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.reset.Reset;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;

/** Puts rows of elsewhere in the place of an environment's database: a reset with that content. */
final class Replacement {

    /** Rows that every new database has; they are nobody's work. */
    private static final Set<String> OF_ITS_OWN =
            Set.of("meta", "process", "migrate_history", "audit_event");

    final Settings settings;
    final Environment environment;
    final Migrations migrations;
    final Clock clock;
    final Reset reset;

    Replacement(
            Settings settings,
            Environment environment,
            Migrations migrations,
            StepListener steps,
            Clock clock) {
        this.settings = settings;
        this.environment = environment;
        this.migrations = migrations;
        this.clock = clock;
        this.reset = new Reset(settings, environment, migrations, steps, clock);
    }

    /** Whether anything would be lost. */
    static boolean replacesRows(ResetPlan plan) {
        return plan.rows().entrySet().stream()
                .anyMatch(table -> table.getValue() > 0 && !OF_ITS_OWN.contains(table.getKey()));
    }

    Transferred run(
            String command,
            ResetPlan plan,
            TransferredContent content,
            boolean revoked,
            List<String> arguments,
            Progress progress)
            throws IOException, SQLException {
        boolean backup =
                replacesRows(plan) && (environment == Environment.PROD || plan.realRowCount() > 0);
        Reset.Wishes wishes =
                new Reset.Wishes(
                        Optional.of(content),
                        false,
                        backup
                                ? Optional.of(
                                        new DatabaseBackup(
                                                settings, environment, migrations, clock, progress))
                                : Optional.empty());
        return Transferred.of(reset.run(command, plan, wishes, arguments), content, revoked);
    }
}
