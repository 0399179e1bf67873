package org.foldbase.migrate.run;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.LiveTables.Reference;

/**
 * Replaces all tables by new ones. What the history says does not matter, so this is the way out
 * for a database that nothing else can bring back.
 */
final class Rebuild {

    private final Session session;
    private final Dialect dialect;
    private final Migrations migrations;
    private final RunSettings settings;
    private final Steps steps;

    Rebuild(Session session, Dialect dialect, Migrations migrations, RunSettings settings) {
        this.session = session;
        this.dialect = dialect;
        this.migrations = migrations;
        this.settings = settings;
        this.steps = new Steps(session, settings.listener());
    }

    /** Live tables that no revision makes. */
    static List<String> unknownTables(LiveTables live, Migrations migrations) {
        Set<String> unknown = new TreeSet<>(live.names());
        unknown.removeAll(migrations.tableNames());
        unknown.remove(History.TABLE);
        return List.copyOf(unknown);
    }

    List<Revision> run(Collection<String> more, Fill fill) throws SQLException {
        try {
            return rebuild(more, fill);
        } catch (SQLException e) {
            throw dialect.explain(e, session)
                    .orElseGet(() ->
                            new MigrationException(
                                    Kind.FAILED,
                                    "Rebuilding failed: "
                                            + e.getMessage()
                                            + "; the tables are as they were",
                                    e));
        }
    }

    private List<Revision> rebuild(Collection<String> more, Fill fill) throws SQLException {
        Plan plan = Plan.upgrade(migrations, List.of(), "head");
        LiveTables live = LiveTables.of(session.connection(), dialect);
        Set<String> unknown = new TreeSet<>(more);
        unknown.removeAll(live.names());
        if (!unknown.isEmpty()) {
            throw new MigrationException(Kind.USAGE, "There is no table " + unknown + " to drop");
        }
        Set<String> dropped = new TreeSet<>(live.names());
        dropped.removeAll(unknownTables(live, migrations));
        dropped.addAll(more);
        List<Reference> references = live.referencesTo(dropped);
        requireNoneFromOutside(dropped, references);
        return dialect instanceof MariaDbDialect
                ? new Staging(session, steps).swap(live, dropped, () -> create(plan, fill))
                : inPlace(live, dropped, references, plan, fill);
    }

    private static void requireNoneFromOutside(Set<String> dropped, List<Reference> references) {
        List<String> outside =
                references.stream()
                        .filter(reference -> !dropped.contains(reference.table()))
                        .map(reference ->
                                "table "
                                        + reference.table()
                                        + " refers to "
                                        + reference.target()
                                        + " ("
                                        + reference.name()
                                        + ")")
                        .toList();
        if (!outside.isEmpty()) {
            throw new RefusedException(
                    "Tables that no migration made refer to ours; nothing was changed; drop them"
                            + " too, or their foreign keys",
                    outside);
        }
    }

    private List<Revision> inPlace(
            LiveTables live, Set<String> dropped, List<Reference> references, Plan plan, Fill fill)
            throws SQLException {
        for (Reference reference : references) {
            if (dialect.dropsForeignKeysFirst() && !reference.table().equals(reference.target())) {
                steps.execute(
                        "alter table "
                                + live.quoted(reference.table())
                                + " drop constraint "
                                + live.quoted(reference.name()));
            }
        }
        for (String table : dropped) {
            steps.execute("drop table if exists " + live.quoted(table));
        }
        return create(plan, fill);
    }

    /** Applies everything to where the connection is, which is empty, and fills it. */
    private List<Revision> create(Plan plan, Fill fill) throws SQLException {
        Runner runner = new Runner(session, dialect, migrations, settings);
        List<Revision> applied = apply(runner, plan);
        steps.run(
                "fill",
                () ->
                        session.inTransaction(
                                dialect,
                                () -> {
                                    fill.fill(session.connection());
                                    return applied;
                                }));
        runner.checkReferences();
        return applied;
    }

    /** What is half done beside the database leaves the database itself as it was. */
    private List<Revision> apply(Runner runner, Plan plan) throws SQLException {
        try {
            return runner.run(plan, true);
        } catch (DirtyException e) {
            if (dialect instanceof MariaDbDialect && e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
