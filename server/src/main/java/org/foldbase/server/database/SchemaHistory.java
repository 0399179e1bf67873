package org.foldbase.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.DatabaseException.Kind;
import org.foldbase.server.settings.Environment;

/**
 * A database's own history of revisions, and the way from one to another. What goes wrong is told
 * in this program's words.
 */
public final class SchemaHistory {

    private static final String GO_ON = "'foldbase db upgrade --resume'";

    private final Connections connections;
    private final Migrations migrations;
    private final Migrator migrator;

    private SchemaHistory(Connections connections, Migrations migrations, RunSettings settings) {
        this.connections = connections;
        this.migrations = migrations;
        this.migrator = new Migrator(connections, migrations, settings);
    }

    /**
     * The history of the database at the other end of these connections.
     *
     * @param lockTimeout how long to wait for another process that migrates it
     * @param listener hears of every statement that changes something
     */
    public static SchemaHistory of(
            Connections connections,
            Migrations migrations,
            Duration lockTimeout,
            StepListener listener) {
        RunSettings settings =
                RunSettings.by(System.getProperty("user.name", "unknown"))
                        .withLockTimeout(lockTimeout)
                        .withListener(listener);
        return new SchemaHistory(connections, migrations, settings);
    }

    public DatabaseAddress address() {
        return connections.address();
    }

    /** The revisions that this program knows. */
    public Migrations migrations() {
        return migrations;
    }

    /** How the database stands to them; nothing is refused. */
    public DatabaseState state() {
        return told(migrator::state);
    }

    /** Refuses a database that is not to be worked on as it is. */
    public void requireSound() {
        trouble(state())
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    /** Why a database in this state is not to be worked on, if so. */
    public Optional<DatabaseException> trouble(DatabaseState state) {
        return switch (state) {
            case EMPTY, BEHIND, CURRENT -> Optional.empty();
            case AHEAD ->
                    trouble(
                            Kind.UNAVAILABLE,
                            "has a revision that this program does not know: it is ahead of the"
                                    + " program; use the newer one");
            case EDITED ->
                    trouble(
                            Kind.BAD_INPUT,
                            "has a revision whose file was edited since; put the file back, and"
                                    + " write a new revision");
            case DIRTY ->
                    trouble(
                            Kind.FAILED,
                            "is dirty: a revision is half done; " + GO_ON + " goes on with it");
        };
    }

    private Optional<DatabaseException> trouble(Kind kind, String what) {
        return Optional.of(new DatabaseException(kind, "the database " + address() + " " + what));
    }

    /**
     * Refuses a database of another environment, and one that holds rows and does not say of which
     * it is.
     *
     * @return how many rows of sample data each table has
     */
    public Map<String, Long> requireFits(Environment environment) {
        return told(() -> {
            try (Connection connection = connections.getConnection()) {
                Stamp.requireFits(connection, environment, address());
                return new LiveRows(connection).sampleRows();
            }
        });
    }

    /** Says in a database that holds no row yet what it is for, once it has the table for that. */
    public void stampIfNew(Environment environment, Instant now) {
        told(() ->
                migrator.exclusively(connection -> {
                    boolean canBe = new LiveRows(connection).tables().contains(Stamp.TABLE);
                    if (canBe) {
                        Stamp.writeIfMissing(connection, environment, address(), now);
                    }
                    return canBe;
                }));
    }

    /** Applies revisions: see {@link Migrator#upgrade}. */
    public List<Revision> upgrade(String target, boolean allowDataLoss) {
        if (target.equals("head") || target.startsWith("+")) {
            requireOneHead(migrations);
        }
        return told(() -> migrator.upgrade(target, allowDataLoss));
    }

    /** Reverts revisions: see {@link Migrator#downgrade}. */
    public List<Revision> downgrade(String target, boolean allowDataLoss) {
        return told(() -> migrator.downgrade(target, allowDataLoss));
    }

    /** Finishes the revision that is half done, if one is. */
    public Optional<Revision> resume() {
        return told(migrator::resume);
    }

    /** Notes that the database is at a revision, {@code head} or {@code base}. */
    public void stamp(String target) {
        if (target.equals("head")) {
            requireOneHead(migrations);
        }
        told(() -> {
            migrator.stamp(target);
            return target;
        });
    }

    /** The newest revisions that the database has; all of them known to this program. */
    public List<Revision> current() {
        return told(migrator::current);
    }

    /** The revisions that are to be applied, in order. */
    public List<Revision> missing() {
        if (state() == DatabaseState.CURRENT) {
            return List.of();
        }
        Set<String> there =
                applied().stream().map(Migrator.Applied::revision).collect(Collectors.toSet());
        return migrations.history().stream().filter(it -> !there.contains(it.id())).toList();
    }

    /** When, by whom and how fast each was applied. */
    public List<Migrator.Applied> applied() {
        return told(migrator::applied);
    }

    /** What was changed in the database by hand, in words. */
    public List<String> drift() {
        return told(migrator::drift);
    }

    /** Refuses two heads with the way out. */
    public static void requireOneHead(Migrations migrations) {
        List<Revision> heads = migrations.heads();
        if (heads.size() > 1) {
            throw DatabaseException.refused(
                    "there are %d heads, %s; 'foldbase db merge -m MESSAGE' makes them one"
                            .formatted(
                                    heads.size(),
                                    String.join(
                                            " and ",
                                            heads.stream().map(Revision::toString).toList())));
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T told(Question<T> question) {
        try {
            return question.ask();
        } catch (MigrationException e) {
            String message = String.valueOf(e.getMessage());
            throw new MigrationException(e.kind(), message.replace("`upgrade --resume`", GO_ON), e);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            boolean lost = state.startsWith("08") || state.startsWith("57P");
            throw new DatabaseException(
                    lost ? Kind.UNAVAILABLE : Kind.FAILED,
                    "the database %s %s: %s"
                            .formatted(
                                    address(),
                                    lost ? "is no longer there" : "says",
                                    e.getMessage()),
                    e);
        }
    }
}
