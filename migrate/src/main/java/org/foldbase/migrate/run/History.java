package org.foldbase.migrate.run;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foldbase.migrate.revision.Revision;

/** The table in which a database says which revisions it has: a row for each. */
final class History {

    static final String TABLE = "migrate_history";

    private final Session session;

    History(Session session) {
        this.session = session;
    }

    /** Where a revision is: done, or on its way. */
    enum State {
        APPLIED,
        APPLYING,
        REVERTING;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A row.
     *
     * @param statement how many statements of the way were done; of a revision that is done, all
     */
    record Entry(
            String revision,
            String checksum,
            State state,
            int statement,
            String appliedAt,
            String appliedBy,
            long tookMs) {}

    static String createTable() {
        return "create table if not exists "
                + TABLE
                + " (revision varchar(12) not null primary key, checksum varchar(64) not null,"
                + " message varchar(1000) not null, state varchar(10) not null, statement_index"
                + " integer not null, applied_at varchar(30) not null, applied_by varchar(200) not"
                + " null, took_ms bigint not null)";
    }

    void create() throws SQLException {
        session.execute(createTable());
    }

    boolean exists() throws SQLException {
        try (ResultSet tables =
                session.connection()
                        .getMetaData()
                        .getTables(
                                session.connection().getCatalog(),
                                session.connection().getSchema(),
                                "%",
                                new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase(TABLE)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The rows; none if the table is not there. */
    List<Entry> read() throws SQLException {
        if (!exists()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (List<String> row :
                session.rows(
                        "select revision, checksum, state, statement_index, applied_at, applied_by,"
                                + " took_ms from "
                                + TABLE
                                + " order by revision")) {
            entries.add(
                    new Entry(
                            row.get(0),
                            row.get(1),
                            State.valueOf(row.get(2).toUpperCase(Locale.ROOT)),
                            Integer.parseInt(row.get(3)),
                            row.get(4),
                            row.get(5),
                            Long.parseLong(row.get(6))));
        }
        return entries;
    }

    void insert(Revision revision, State state, int statement, String by, Instant at, long tookMs)
            throws SQLException {
        try (PreparedStatement insert =
                session.connection()
                        .prepareStatement(
                                "insert into " + TABLE + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, revision.id());
            insert.setString(2, revision.checksum());
            insert.setString(3, shortened(revision.message()));
            insert.setString(4, state.text());
            insert.setInt(5, statement);
            insert.setString(6, at.truncatedTo(ChronoUnit.MILLIS).toString());
            insert.setString(7, by);
            insert.setLong(8, tookMs);
            insert.executeUpdate();
        }
    }

    static String shortened(String message) {
        return message.length() <= 1000 ? message : message.substring(0, 1000);
    }

    void update(String revision, State state, int statement, long tookMs) throws SQLException {
        try (PreparedStatement update =
                session.connection()
                        .prepareStatement(
                                "update "
                                        + TABLE
                                        + " set state = ?, statement_index = ?, took_ms = ? where"
                                        + " revision = ?")) {
            update.setString(1, state.text());
            update.setInt(2, statement);
            update.setLong(3, tookMs);
            update.setString(4, revision);
            update.executeUpdate();
        }
    }

    void delete(String revision) throws SQLException {
        try (PreparedStatement delete =
                session.connection()
                        .prepareStatement("delete from " + TABLE + " where revision = ?")) {
            delete.setString(1, revision);
            delete.executeUpdate();
        }
    }

    /** After the last revision went, nothing is left. */
    void dropIfEmpty() throws SQLException {
        if (session.number("select count(*) from " + TABLE) == 0) {
            try (Statement drop = session.connection().createStatement()) {
                drop.execute("drop table " + TABLE);
            }
        }
    }
}
