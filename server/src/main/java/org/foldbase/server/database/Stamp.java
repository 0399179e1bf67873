package org.foldbase.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.database.DatabaseException.Kind;
import org.foldbase.server.settings.Environment;

/**
 * What a database says it is: the only row of table meta.
 *
 * @param dbUuid which database; its files lie in a folder of this name
 * @param originUuid the database that it was restored or moved from
 */
public record Stamp(
        Environment environment,
        UUID dbUuid,
        Optional<UUID> originUuid,
        DatabaseState state,
        Instant createdAt) {

    static final String TABLE = "meta";

    /** The stamp of a new database. */
    public static Stamp fresh(Environment environment, Instant now) {
        return new Stamp(
                environment,
                UUID.randomUUID(),
                Optional.empty(),
                DatabaseState.READY,
                now.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The same database in another environment. */
    public Stamp in(Environment other) {
        return new Stamp(other, dbUuid, originUuid, state, createdAt);
    }

    /** The same database, filled from another. */
    public Stamp comingFrom(Optional<UUID> origin) {
        return new Stamp(environment, dbUuid, origin, state, createdAt);
    }

    /** What the database says; nothing if it has no table for it, or no row there. */
    public static Optional<Stamp> read(Connection connection) throws SQLException {
        if (!new LiveRows(connection).tables().contains(TABLE)) {
            return Optional.empty();
        }
        SqlValues values = SqlValues.of(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select environment, db_uuid, origin_uuid, state, created_at from"
                                        + " meta")) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Stamp(
                            Environment.of(row.getString("environment").toLowerCase(Locale.ROOT)),
                            values.uuid(row, "db_uuid").orElseThrow(),
                            values.uuid(row, "origin_uuid"),
                            DatabaseState.valueOf(row.getString("state")),
                            values.instant(row, "created_at").orElseThrow()));
        }
    }

    /** Puts this in the place of what the database said. */
    public void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from meta");
        }
        SqlValues values = SqlValues.of(connection);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into meta (id, environment, db_uuid, origin_uuid, state,"
                                + " created_at) values (?, ?, ?, ?, ?, ?)")) {
            values.set(
                    insert,
                    1,
                    environment,
                    dbUuid,
                    originUuid.orElse(null),
                    state,
                    createdAt.truncatedTo(ChronoUnit.MILLIS));
            insert.executeUpdate();
        }
    }

    /**
     * Refuses a database that is not of this environment, and one that holds rows and does not say
     * what it is.
     *
     * @return its stamp, or nothing if it holds no row yet
     */
    public static Optional<Stamp> requireFits(
            Connection connection, Environment environment, DatabaseAddress address)
            throws SQLException {
        Optional<Stamp> stamp = read(connection);
        if (stamp.isEmpty() && !new LiveRows(connection).isEmpty()) {
            throw DatabaseException.refused(
                    "the database "
                            + address
                            + " holds rows and does not say of which environment they are; if they"
                            + " are "
                            + environment
                            + "'s, say so first: foldbase db stamp-env "
                            + environment);
        }
        if (stamp.isPresent() && stamp.get().environment != environment) {
            throw DatabaseException.refused(
                    "the database "
                            + address
                            + " is stamped "
                            + stamp.get().environment
                            + ", not "
                            + environment
                            + "; correct the URL of "
                            + environment
                            + ", or name the environment it is of");
        }
        return stamp;
    }

    /** Stamps a database that holds no row yet; to be called at the end of its first upgrade. */
    public static Stamp writeIfMissing(
            Connection connection, Environment environment, DatabaseAddress address, Instant now)
            throws SQLException {
        Optional<Stamp> there = requireFits(connection, environment, address);
        if (there.isPresent()) {
            return there.get();
        }
        Stamp stamp = fresh(environment, now);
        stamp.write(connection);
        return stamp;
    }

    /** Refuses a database that a restore or a move left half filled. */
    public void requireWhole(DatabaseAddress address) {
        if (state == DatabaseState.INCOMPLETE) {
            throw new DatabaseException(
                    Kind.UNAVAILABLE,
                    "the database "
                            + address
                            + " is incomplete: a restore or a move into it was interrupted; run it"
                            + " again, or start anew: foldbase db reset "
                            + environment);
        }
    }
}
