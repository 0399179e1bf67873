package org.foldbase.migrate.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Schema;

/**
 * Brings a database from one revision to another. Whatever changes it holds the database's lock
 * meanwhile, so that of several processes one works and the others find nothing left to do.
 *
 * <p>On SQLite and PostgreSQL a run is one transaction. On MariaDB and H2 every DDL statement
 * commits: a statement that fails is undone together with those before it, and a process that dies
 * leaves a note of how far it came ({@link DirtyException}).
 */
public final class Migrator {

    private final DataSource dataSource;
    private final Migrations migrations;
    private final RunSettings settings;

    public Migrator(DataSource dataSource, Migrations migrations, RunSettings settings) {
        this.dataSource = dataSource;
        this.migrations = migrations;
        this.settings = settings;
    }

    /** A revision in the database's own history. */
    public record Applied(String revision, String appliedAt, String appliedBy, long tookMs) {}

    /**
     * Applies revisions.
     *
     * @param target {@code head}, {@code +n}, or a revision's id or its beginning
     * @param allowDataLoss whether rows and values may go
     * @return those that were applied, in order; none if the database is there already
     * @throws RefusedException before anything changed: rows do not fit, or would be lost
     * @throws DirtyException an earlier run was interrupted
     */
    public List<Revision> upgrade(String target, boolean allowDataLoss) throws SQLException {
        return locked(runner -> runner.upgrade(target, allowDataLoss));
    }

    /**
     * Reverts revisions, newest first.
     *
     * @param target {@code base}, {@code -n}, or the revision to go back to
     * @return those that were reverted
     */
    public List<Revision> downgrade(String target, boolean allowDataLoss) throws SQLException {
        return locked(runner -> runner.downgrade(target, allowDataLoss));
    }

    /**
     * Finishes the revision that an interrupted run left half done, in the direction it went.
     *
     * @return the revision, or nothing if none was half done
     */
    public Optional<Revision> resume() throws SQLException {
        return locked(Runner::resume);
    }

    /** Notes that the database is at a revision, or at {@code base}, and changes no table. */
    public void stamp(String target) throws SQLException {
        locked(runner -> {
            runner.stamp(migrations.upTo(ids(migrations, target)));
            return target;
        });
    }

    /** The newest revisions that the database has: one, or none, or several on branches. */
    public List<Revision> current() throws SQLException {
        List<Revision> applied = new ArrayList<>();
        Set<String> followed = new HashSet<>();
        for (Applied entry : applied()) {
            Revision revision = known(entry);
            applied.add(revision);
            followed.addAll(revision.parents());
        }
        applied.removeIf(revision -> followed.contains(revision.id()));
        return applied;
    }

    private Revision known(Applied entry) {
        return migrations.find(entry.revision()).orElseThrow(() -> Runner.ahead(entry.revision()));
    }

    /** What the database's history says, in the order of the revisions. */
    public List<Applied> applied() throws SQLException {
        try (Session session = Session.open(dataSource, settings.lockTimeout())) {
            List<Applied> applied = new ArrayList<>();
            for (History.Entry entry : new History(session).read()) {
                if (entry.state() == History.State.APPLIED) {
                    applied.add(
                            new Applied(
                                    entry.revision(),
                                    entry.appliedAt(),
                                    entry.appliedBy(),
                                    entry.tookMs()));
                }
            }
            List<String> ids = applied.stream().map(Applied::revision).toList();
            List<String> order = migrations.at(ids).history().stream().map(Revision::id).toList();
            applied.sort((a, b) -> order.indexOf(a.revision()) - order.indexOf(b.revision()));
            return applied;
        }
    }

    /** What was changed in the database by hand since, in words; nothing if nothing was. */
    public List<String> drift() throws SQLException {
        List<String> ids = applied().stream().map(this::known).map(Revision::id).toList();
        try (Session session = Session.open(dataSource, settings.lockTimeout())) {
            Dialect dialect = Dialect.of(session.connection());
            Schema schema = migrations.at(ids).schemaAt(ids);
            Catalogue live = dialect.live(session.connection());
            return live.differences(dialect.expected(session.connection(), schema));
        }
    }

    /**
     * Replaces every table that a revision here makes by a new one, all or nothing, whatever the
     * history says. The database then is at the head.
     *
     * <p>MariaDB needs room for both, and the right to make two databases beside this one.
     *
     * @param more other tables to drop too, as {@link #unknownTables} names them
     * @param fill puts the first rows in; when it fails, nothing was changed
     * @return the revisions that were applied
     * @throws RefusedException before anything changed: others' tables refer to ours
     */
    public List<Revision> rebuild(Collection<String> more, Fill fill) throws SQLException {
        return locked(
                true,
                (session, dialect) ->
                        new Rebuild(session, dialect, migrations, settings).run(more, fill));
    }

    /** The tables in the database that no revision here makes. */
    public List<String> unknownTables() throws SQLException {
        try (Session session = Session.open(dataSource, settings.lockTimeout())) {
            Dialect dialect = Dialect.of(session.connection());
            return Rebuild.unknownTables(LiveTables.of(session.connection(), dialect), migrations);
        }
    }

    /**
     * Does other work while nobody can migrate the database; what is done over the connection is
     * one transaction. A migrator used inside would wait for this one.
     */
    public <T> T exclusively(ExclusiveWork<T> work) throws SQLException {
        return locked(
                false,
                (session, dialect) ->
                        session.inTransaction(dialect, () -> work.work(session.connection())));
    }

    /** How the database stands to the migrations here; nothing is refused. */
    public DatabaseState state() throws SQLException {
        try (Session session = Session.open(dataSource, settings.lockTimeout())) {
            List<History.Entry> entries = new History(session).read();
            if (entries.isEmpty()) {
                return DatabaseState.EMPTY;
            }
            Set<String> missing = new HashSet<>();
            migrations.history().forEach(revision -> missing.add(revision.id()));
            for (History.Entry entry : entries) {
                if (migrations.find(entry.revision()).isEmpty()) {
                    return DatabaseState.AHEAD;
                }
                missing.remove(entry.revision());
            }
            for (History.Entry entry : entries) {
                if (migrations
                        .find(entry.revision())
                        .filter(revision -> revision.checksum().equals(entry.checksum()))
                        .isEmpty()) {
                    return DatabaseState.EDITED;
                }
            }
            if (entries.stream().anyMatch(entry -> entry.state() != History.State.APPLIED)) {
                return DatabaseState.DIRTY;
            }
            return missing.isEmpty() ? DatabaseState.CURRENT : DatabaseState.BEHIND;
        }
    }

    private interface Work<T> {
        T run(Runner runner) throws SQLException;
    }

    private <T> T locked(Work<T> work) throws SQLException {
        return locked(
                true,
                (session, dialect) -> {
                    Runner runner = new Runner(session, dialect, migrations, settings);
                    T result = work.run(runner);
                    runner.atEnd();
                    return result;
                });
    }

    private interface Held<T> {
        T run(Session session, Dialect dialect) throws SQLException;
    }

    /** Holds the lock meanwhile, and ends the transaction where there is one. */
    private <T> T locked(boolean tables, Held<T> held) throws SQLException {
        try (Session session = Session.open(dataSource, settings.lockTimeout())) {
            Dialect dialect = Dialect.of(session.connection());
            if (tables) {
                dialect.prepare(session);
            }
            try {
                dialect.lock(session);
                try (Release _ = () -> dialect.release(session)) {
                    return inTransaction(session, dialect, held);
                }
            } catch (SQLException e) {
                Optional<MigrationException> known = dialect.explain(e, session);
                if (known.isPresent()) {
                    throw known.get();
                }
                if (!tables) {
                    throw e;
                }
                throw new MigrationException(
                        Kind.FAILED,
                        "Migrating failed: "
                                + e.getMessage()
                                + (dialect.rollsBackDdl() ? "; nothing was changed" : ""),
                        e);
            }
        }
    }

    private interface Release extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private <T> T inTransaction(Session session, Dialect dialect, Held<T> held)
            throws SQLException {
        try {
            T result = held.run(session, dialect);
            if (dialect.rollsBackDdl()) {
                new Steps(session, settings.listener()).execute("commit");
            }
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollback(session, dialect, e);
            throw e;
        }
    }

    private static void rollback(Session session, Dialect dialect, Throwable cause) {
        if (dialect.rollsBackDdl()) {
            try {
                session.execute("rollback");
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /**
     * The statements for a DBA who runs them by hand, from one revision to a later or an earlier
     * one.
     *
     * @param dialect {@code sqlite}, {@code postgresql}, {@code mariadb} or {@code h2}
     * @param from a revision, {@code head} or {@code base}
     * @param to a revision, {@code head} or {@code base}
     */
    public static String script(
            Migrations migrations, String dialect, String from, String to, RunSettings settings) {
        List<String> applied =
                migrations.upTo(ids(migrations, from)).stream().map(Revision::id).toList();
        boolean down = applied.containsAll(ids(migrations, to));
        Plan plan =
                down
                        ? Plan.downgrade(
                                migrations,
                                applied,
                                to.equals("head") ? ids(migrations, to).getFirst() : to)
                        : Plan.upgrade(migrations, applied, to);
        return Script.of(Dialect.named(dialect), plan, settings);
    }

    private static List<String> ids(Migrations migrations, String place) {
        return switch (place) {
            case "base" -> List.of();
            case "head" -> migrations.heads().stream().map(Revision::id).toList();
            default -> List.of(migrations.get(place).id());
        };
    }
}
