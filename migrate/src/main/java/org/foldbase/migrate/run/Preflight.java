package org.foldbase.migrate.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Identifiers;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * Looks at the rows before anything changes: which of them would not fit, and what would be lost.
 * Operations are followed through renames and additions, so that later ones are judged by the
 * columns that are there now.
 */
final class Preflight {

    private static final int EXAMPLES = 3;

    /** A verb in the singular and the plural. */
    private static final Pattern VERB = Pattern.compile("\\{(\\w+)\\|(\\w+)}");

    private final Session session;
    private final Dialect dialect;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    /** By their names after the operations so far; a table that is not here has no rows yet. */
    private final Map<String, LiveTable> tables = new HashMap<>();

    private final Schema first;
    private Optional<Catalogue> live = Optional.empty();
    private Schema at;

    /**
     * A table as it is now.
     *
     * @param columns by its name after the operations so far, the SQL for a column's values
     */
    private record LiveTable(String name, Map<String, String> columns, List<String> primaryKey) {

        String sql(String column) {
            String sql = columns.get(column);
            return sql == null ? column : sql;
        }

        String replaced(String expression) {
            return Identifiers.replaceNames(expression, columns);
        }
    }

    Preflight(Session session, Dialect dialect, Schema before) {
        this.session = session;
        this.dialect = dialect;
        this.first = before;
        this.at = before;
        for (Table table : before.tables()) {
            Map<String, String> columns = new LinkedHashMap<>();
            table.columns().forEach(column -> columns.put(column.name(), column.name()));
            tables.put(table.name(), new LiveTable(table.name(), columns, table.primaryKey()));
        }
    }

    /** Rows that stop the migration, in words: table, column, number and three examples. */
    List<String> refusals() {
        return refusals;
    }

    /** Rows and values that would be lost, in words. */
    List<String> losses() {
        return losses;
    }

    void inspect(List<Operation> operations) throws SQLException {
        for (Operation operation : operations) {
            inspect(operation);
            at = at.apply(operation);
        }
    }

    private void inspect(Operation operation) throws SQLException {
        switch (operation) {
            case Operation.CreateTable create -> refuseIfThere(create.table().name(), "");
            case Operation.DropTable drop -> dropTable(drop);
            case Operation.RenameTable rename -> {
                LiveTable renamed = tables.remove(rename.table());
                if (renamed != null) {
                    tables.put(rename.to(), renamed);
                }
            }
            case Operation.AddColumn add -> addColumn(add);
            case Operation.DropColumn drop -> dropColumn(drop);
            case Operation.RenameColumn rename -> {
                LiveTable table = tables.get(rename.table());
                if (table != null) {
                    table.columns().put(rename.to(), table.sql(rename.column()));
                    table.columns().remove(rename.column());
                }
            }
            case Operation.ChangeColumn change -> changeColumn(change);
            case Operation.AddConstraint add -> addConstraint(add.table(), add.constraint());
            case Operation.DropConstraint drop -> {}
            case Operation.Sql sql -> {
                if (sql.losesData() && !tables.isEmpty()) {
                    losses.add("statements written by hand say that they lose data");
                }
            }
        }
    }

    /** What somebody made by hand is not taken for ours. */
    private void refuseIfThere(String table, String part) throws SQLException {
        if (!wasThere(table, part)
                && (part.isEmpty()
                        ? live().tableNames().contains(table)
                        : live().has(table, part))) {
            refusals.add(
                    "table "
                            + table
                            + (part.isEmpty() ? "" : ": " + part)
                            + " is there already, but no migration made it; remove or rename it");
        }
    }

    /** Whether the snapshot before the first operation has it: then it went meanwhile. */
    private boolean wasThere(String table, String part) {
        return first.table(table)
                .map(found ->
                        part.isEmpty()
                                || found.columns().stream()
                                        .anyMatch(c -> part.equals("column " + c.name()))
                                || found.indexes().stream()
                                        .anyMatch(i -> part.equals("index " + i.name())))
                .orElse(false);
    }

    private Catalogue live() throws SQLException {
        if (live.isEmpty()) {
            live = Optional.of(dialect.live(session.connection()));
        }
        return live.orElseThrow();
    }

    private void dropTable(Operation.DropTable drop) throws SQLException {
        LiveTable table = tables.remove(drop.table());
        if (table != null) {
            long rows = session.number("select count(*) from " + table.name());
            if (rows > 0) {
                losses.add("table " + drop.table() + " with " + counted(rows, "row"));
            }
        }
    }

    private void addColumn(Operation.AddColumn add) throws SQLException {
        LiveTable table = tables.get(add.table());
        if (table == null) {
            return;
        }
        Column column = add.column();
        refuseIfThere(table.name(), "column " + column.name());
        boolean filled = column.defaultValue().isPresent();
        table.columns().put(column.name(), filled ? dialect.literal(column) : "null");
        if (!filled && !column.nullable()) {
            refuse(
                    table,
                    "",
                    "would have no value for the new column "
                            + add.table()
                            + "."
                            + column.name()
                            + ", which is NOT NULL; give it a default");
        }
    }

    private void dropColumn(Operation.DropColumn drop) throws SQLException {
        LiveTable table = tables.get(drop.table());
        if (table == null) {
            return;
        }
        String sql = table.sql(drop.column());
        if (sql.matches("[a-z][a-z0-9_]*") && !sql.equals("null")) {
            long values =
                    session.number(
                            "select count(*) from "
                                    + table.name()
                                    + " where "
                                    + sql
                                    + " is not null");
            if (values > 0) {
                losses.add(
                        "column "
                                + drop.table()
                                + "."
                                + drop.column()
                                + " with "
                                + counted(values, "value"));
            }
        }
        table.columns().remove(drop.column());
    }

    private void changeColumn(Operation.ChangeColumn change) throws SQLException {
        LiveTable table = tables.get(change.table());
        if (table == null) {
            return;
        }
        Column wanted = change.column();
        Column old = at.column(change.table(), wanted.name());
        String sql = table.sql(wanted.name());
        String name = change.table() + "." + wanted.name();
        if (old.nullable() && !wanted.nullable()) {
            refuse(
                    table,
                    " where " + sql + " is null",
                    "{has|have} NULL in " + name + ", which becomes NOT NULL");
        }
        ColumnType type = wanted.type();
        if (type.isNarrowerThan(old.type())) {
            String condition =
                    type.kind() == ColumnType.Kind.INT
                            ? sql
                                    + " not between "
                                    + Integer.MIN_VALUE
                                    + " and "
                                    + Integer.MAX_VALUE
                            : dialect.characterCount() + "(" + sql + ") > " + type.length();
            refuse(
                    table,
                    " where " + condition,
                    "{does|do} not fit into " + name + ", which becomes " + type);
        }
    }

    private void addConstraint(String tableName, Constraint constraint) throws SQLException {
        LiveTable table = tables.get(tableName);
        if (table == null) {
            return;
        }
        switch (constraint) {
            case Index index -> refuseIfThere(table.name(), "index " + index.name());
            case Check check -> refuseBreaches(tableName, table, check);
            case Unique unique -> refuseDuplicates(tableName, table, unique);
            case ForeignKey key -> refuseOrphans(tableName, table, key);
        }
    }

    private void refuseBreaches(String tableName, LiveTable table, Check check)
            throws SQLException {
        String name = "check " + check.name() + " of " + tableName + ": " + check.expression();
        try {
            refuse(
                    table,
                    " where not (" + table.replaced(check.expression()) + ")",
                    "{breaks|break} the new " + name);
        } catch (SQLException e) {
            throw new MigrationException("This is no condition for a row, " + name, e);
        }
    }

    private void refuseDuplicates(String tableName, LiveTable table, Unique unique)
            throws SQLException {
        List<String> columns = unique.columns().stream().map(table::sql).toList();
        String groups =
                " from "
                        + table.name()
                        + " where "
                        + columns.stream()
                                .map(c -> c + " is not null")
                                .collect(Collectors.joining(" and "))
                        + " group by "
                        + String.join(", ", columns)
                        + " having count(*) > 1";
        long rows =
                session.number(
                        "select coalesce(sum(n), 0) from (select count(*) as n" + groups + ") d");
        if (rows > 0) {
            List<List<String>> examples =
                    session.rows(
                            "select "
                                    + String.join(", ", columns)
                                    + groups
                                    + " order by "
                                    + String.join(", ", columns)
                                    + " limit "
                                    + EXAMPLES);
            refusals.add(
                    "table "
                            + tableName
                            + ": "
                            + counted(rows, "row")
                            + " have values in "
                            + unique.columns()
                            + " that another has too, which becomes unique ("
                            + unique.name()
                            + "), such as "
                            + shown(examples));
        }
    }

    private void refuseOrphans(String tableName, LiveTable table, ForeignKey key)
            throws SQLException {
        Optional<LiveTable> target = Optional.ofNullable(tables.get(key.targetTable()));
        List<String> conditions = new ArrayList<>();
        List<String> matches = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = outer(table.sql(key.columns().get(i)));
            conditions.add(column + " is not null");
            int at = i;
            target.ifPresent(
                    t -> matches.add("p." + t.sql(key.targetColumns().get(at)) + " = " + column));
        }
        target.ifPresent(t ->
                conditions.add(
                        "not exists (select 1 from "
                                + t.name()
                                + " p where "
                                + String.join(" and ", matches)
                                + ")"));
        refuse(
                table,
                " c where " + String.join(" and ", conditions),
                "in "
                        + key.columns()
                        + " {refers|refer} to no row of "
                        + key.targetTable()
                        + " (new foreign key "
                        + key.name()
                        + " of "
                        + tableName
                        + ")");
    }

    /** A column of the row under inspection; a literal stays as it is. */
    private static String outer(String sql) {
        return sql.matches("[a-z][a-z0-9_]*") && !sql.equals("null") ? "c." + sql : sql;
    }

    private void refuse(LiveTable table, String where, String what) throws SQLException {
        long rows = session.number("select count(*) from " + table.name() + where);
        if (rows > 0) {
            String key = String.join(", ", table.primaryKey());
            List<List<String>> examples =
                    session.rows(
                            "select "
                                    + key
                                    + " from "
                                    + table.name()
                                    + where
                                    + " order by "
                                    + key
                                    + " limit "
                                    + EXAMPLES);
            refusals.add(
                    "table "
                            + table.name()
                            + ": "
                            + counted(rows, "row")
                            + " "
                            + VERB.matcher(what).replaceAll(rows == 1 ? "$1" : "$2")
                            + "; "
                            + key
                            + " "
                            + shown(examples));
        }
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String shown(List<List<String>> rows) {
        return rows.stream().map(row -> String.join("/", row)).collect(Collectors.joining(", "));
    }
}
