package org.foldbase.migrate.run;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;

/**
 * MariaDB, where every DDL statement commits: the new tables are made in a database beside, and one
 * RENAME TABLE, which is done as a whole or not at all, puts them in the place of the old ones. The
 * old ones end in a second database beside. Both carry a comment, by which what an interrupted run
 * left behind is told from a database of somebody else's.
 */
final class Staging {

    /** MariaDB's limit for a name. */
    private static final int MAX_NAME = 64;

    private static final int ACCESS_DENIED = 1044;

    /** From 10.6 on RENAME TABLE outlives a crash of the server. */
    private static final int FIRST_ATOMIC = 1006;

    private final Session session;
    private final Steps steps;
    private final String home;
    private final String built;
    private final String old;

    Staging(Session session, Steps steps) throws SQLException {
        this.session = session;
        this.steps = steps;
        this.home = session.connection().getCatalog();
        this.built = home + "__new";
        this.old = home + "__old";
    }

    @FunctionalInterface
    interface Build<T> {
        T build() throws SQLException;
    }

    /** Builds beside, and swaps. */
    <T> T swap(LiveTables live, Set<String> dropped, Build<T> build) throws SQLException {
        requireSwappable(dropped);
        dropHelpers();
        T result;
        try {
            create(old);
            create(built);
            result = buildBeside(build);
            steps.execute(rename(live, dropped));
        } catch (SQLException | RuntimeException e) {
            dropHelpersAfter(e);
            throw e;
        }
        dropHelpers();
        return result;
    }

    private void requireSwappable(Set<String> dropped) throws SQLException {
        DatabaseMetaData server = session.connection().getMetaData();
        if (server.getDatabaseMajorVersion() * 100 + server.getDatabaseMinorVersion()
                < FIRST_ATOMIC) {
            throw refused(
                    "A rebuild needs MariaDB 10.6 or newer, not "
                            + server.getDatabaseProductVersion());
        }
        if (built.length() > MAX_NAME) {
            throw refused(
                    "The name of the database "
                            + home
                            + " is too long for one beside it that is called "
                            + built);
        }
        List<String> triggers =
                session
                        .rows(
                                "select trigger_name, event_object_table from"
                                        + " information_schema.triggers where event_object_schema ="
                                        + " database()")
                        .stream()
                        .filter(row -> dropped.contains(row.get(1)))
                        .map(row -> row.get(0) + " on " + row.get(1))
                        .toList();
        if (!triggers.isEmpty()) {
            throw new RefusedException(
                    "MariaDB moves no table that has a trigger; nothing was changed; drop them"
                            + " first",
                    triggers);
        }
    }

    private static MigrationException refused(String what) {
        return new MigrationException(Kind.REFUSED, what + "; nothing was changed");
    }

    private String comment() {
        return "migrate: stands beside " + home + " while its tables are replaced";
    }

    private void dropHelpers() throws SQLException {
        for (String helper : List.of(built, old)) {
            for (List<String> row :
                    session.rows(
                            "select schema_comment from information_schema.schemata where"
                                    + " schema_name = '"
                                    + helper.replace("'", "''")
                                    + "'")) {
                if (!row.getFirst().equals(comment())) {
                    throw refused(
                            "There is a database "
                                    + helper
                                    + " that no rebuild made; rename or drop it");
                }
                steps.execute("drop database " + quoted(helper));
            }
        }
    }

    private void dropHelpersAfter(Exception failure) {
        try {
            session.connection().setCatalog(home);
            dropHelpers();
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void create(String helper) throws SQLException {
        try {
            steps.execute(
                    "create database "
                            + quoted(helper)
                            + " character set utf8mb4 collate utf8mb4_nopad_bin comment '"
                            + comment().replace("'", "''")
                            + "'");
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            throw new MigrationException(
                    Kind.REFUSED,
                    "MariaDB does not let this account make the databases beside "
                            + home
                            + " that a rebuild needs; nothing was changed; an administrator permits"
                            + " it by: "
                            + grant(built)
                            + " "
                            + grant(old),
                    e);
        }
    }

    private String grant(String helper) throws SQLException {
        String account = session.rows("select current_user()").getFirst().getFirst();
        int at = account.lastIndexOf('@');
        return "GRANT ALL PRIVILEGES ON "
                + quoted(helper.replace("_", "\\_"))
                + ".* TO '"
                + account.substring(0, at)
                + "'@'"
                + account.substring(at + 1)
                + "';";
    }

    private <T> T buildBeside(Build<T> build) throws SQLException {
        session.connection().setCatalog(built);
        T result = build.build();
        session.connection().setCatalog(home);
        return result;
    }

    /** All away and all in, as one statement. */
    private String rename(LiveTables live, Collection<String> dropped) throws SQLException {
        List<String> moves = new ArrayList<>();
        for (String table : dropped) {
            moves.add(move(home, live.quoted(table), old));
        }
        for (List<String> row :
                session.rows(
                        "select table_name from information_schema.tables where table_schema = '"
                                + built.replace("'", "''")
                                + "'")) {
            moves.add(move(built, quoted(row.getFirst()), home));
        }
        return moves.stream().collect(Collectors.joining(", ", "rename table ", ""));
    }

    private static String move(String from, String table, String to) {
        return Stream.of(from, to)
                .map(database -> quoted(database) + "." + table)
                .collect(Collectors.joining(" to "));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
