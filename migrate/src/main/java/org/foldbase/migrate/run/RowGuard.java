package org.foldbase.migrate.run;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Table;

/**
 * Watches the rows while SQLite's tables are rebuilt: no table may have more or fewer afterwards,
 * and no row may refer to one that is not there. A table somebody changed by hand is not rebuilt at
 * all, since what we do not know of would be gone.
 */
final class RowGuard {

    private final Session session;
    private final Dialect dialect;
    private final Map<String, Long> counts = new HashMap<>();
    private boolean rebuilt;

    RowGuard(Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    void before(Step step) throws SQLException {
        if (!(dialect instanceof SqliteDialect sqlite) || !SqliteDialect.isRebuild(step)) {
            return;
        }
        rebuilt = true;
        Catalogue live = sqlite.live(session.connection());
        Catalogue expected = sqlite.expected(session.connection(), step.before());
        for (String table : changed(step)) {
            List<String> differences = live.differences(table, expected);
            if (!differences.isEmpty()) {
                throw new RefusedException(
                        "Table "
                                + table
                                + " was changed by hand, and rebuilding it would lose that;"
                                + " nothing was changed",
                        differences);
            }
        }
        counts.clear();
        for (Table table : step.before().tables()) {
            counts.put(table.name(), count(table.name()));
        }
    }

    private static List<String> changed(Step step) {
        return step.before().tables().stream()
                .map(Table::name)
                .filter(name -> !step.before().table(name).equals(step.after().table(name)))
                .toList();
    }

    void after(Step step) throws SQLException {
        if (!(dialect instanceof SqliteDialect) || !SqliteDialect.isRebuild(step)) {
            return;
        }
        Map<String, String> wrong = new TreeMap<>();
        for (Table table : step.after().tables()) {
            long rows = count(table.name());
            Long before = counts.get(table.name());
            if (before != null && before != rows) {
                wrong.put(table.name(), before + " rows became " + rows);
            }
        }
        if (!wrong.isEmpty()) {
            throw new MigrationException(
                    Kind.FAILED,
                    "Rebuilding changed the number of rows ("
                            + step.operations().stream().map(Operation::describe).toList()
                            + "): "
                            + wrong
                            + "; nothing was changed");
        }
    }

    /** Before the commit. */
    void atEnd() throws SQLException {
        if (rebuilt) {
            checkReferences();
        }
    }

    /** Of a back-end that has not looked at foreign keys so far. */
    void checkReferences() throws SQLException {
        if (!(dialect instanceof SqliteDialect)) {
            return;
        }
        List<List<String>> orphans = session.rows("pragma foreign_key_check");
        if (!orphans.isEmpty()) {
            throw new RefusedException(
                    orphans.size() + " rows refer to rows that are not there; nothing was changed",
                    orphans.stream()
                            .limit(3)
                            .map(row ->
                                    "table "
                                            + row.get(0)
                                            + ", rowid "
                                            + row.get(1)
                                            + ", to "
                                            + row.get(2))
                            .toList());
        }
    }

    private long count(String table) throws SQLException {
        return session.number("select count(*) from " + table);
    }
}
