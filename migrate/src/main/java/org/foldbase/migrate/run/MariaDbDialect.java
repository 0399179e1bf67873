package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Identifiers;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/** MariaDB: every DDL statement commits; a changed column is stated in full. */
final class MariaDbDialect extends AlterDialect {

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final String LOCK = "(concat('migrate ', database())";

    MariaDbDialect() {
        super(
                "mariadb",
                false,
                Map.of(
                        Kind.INT,
                        "int",
                        Kind.DOUBLE,
                        "double",
                        Kind.TEXT,
                        "longtext",
                        Kind.INSTANT,
                        "datetime(3)",
                        Kind.BLOB,
                        "longblob"));
    }

    @Override
    String now() {
        return "(utc_timestamp(3))";
    }

    @Override
    String quoted(String text) {
        return super.quoted(text.replace("\\", "\\\\"));
    }

    /** Its usual collation ignores case and trailing spaces; the others' do not. */
    @Override
    String tableOptions() {
        return " engine=InnoDB default charset=utf8mb4 collate=utf8mb4_nopad_bin";
    }

    @Override
    String definition(Column column) {
        return plainDefinition(column) + (column.identity() ? " auto_increment" : "");
    }

    @Override
    String renameTable(Operation.RenameTable rename) {
        return "rename table if exists " + rename.table() + " to " + rename.to();
    }

    /** A check that names the column would refuse the rename, so it steps aside. */
    @Override
    List<String> renameColumn(Operation.RenameColumn rename, Table table) {
        List<Check> checks =
                table.checks().stream()
                        .filter(c -> Identifiers.mentions(c.expression(), rename.column()))
                        .toList();
        List<String> statements = new ArrayList<>();
        for (Check check : checks) {
            statements.addAll(dropConstraint(table, check));
        }
        Column renamed = table.column(rename.column()).orElseThrow().renamed(rename.to());
        statements.add(
                alter(table.name())
                        + "change column if exists "
                        + rename.column()
                        + " "
                        + definition(renamed));
        for (Check check : checks) {
            statements.addAll(
                    addConstraint(
                            table.name(),
                            new Check(
                                    check.name(),
                                    Identifiers.replaceNames(
                                            check.expression(),
                                            Map.of(rename.column(), rename.to())))));
        }
        return statements;
    }

    @Override
    List<String> changeColumn(String table, Column old, Column wanted) {
        return List.of(alter(table) + "modify column " + definition(wanted));
    }

    @Override
    List<String> addConstraint(String table, Constraint constraint) {
        return switch (constraint) {
            case Index index -> super.addConstraint(table, index);
            case Unique unique ->
                    List.of(
                            alter(table)
                                    + "add unique index if not exists "
                                    + unique.name()
                                    + " ("
                                    + String.join(", ", unique.columns())
                                    + ")");
            case Check check ->
                    List.of(
                            alter(table)
                                    + "add constraint if not exists "
                                    + check.name()
                                    + " check ("
                                    + check.expression()
                                    + ")");
            case ForeignKey key ->
                    List.of(
                            alter(table)
                                    + definition(key)
                                            .replace(" foreign key ", " foreign key if not exists ")
                                            .replaceFirst("^", "add "));
        };
    }

    @Override
    List<String> dropConstraint(Table table, Constraint constraint) {
        return switch (constraint) {
            case Check check ->
                    List.of(alter(table.name()) + "drop constraint if exists " + check.name());
            case ForeignKey key -> dropForeignKey(table, key);
            case Unique unique -> dropIndex(table, unique, unique.columns());
            case Index index -> dropIndex(table, index, index.columns());
        };
    }

    /** Its own index, if the server made one, goes with it unless another key leans on it. */
    private static List<String> dropForeignKey(Table table, ForeignKey key) {
        List<String> statements = new ArrayList<>();
        statements.add(alter(table.name()) + "drop foreign key if exists " + key.name());
        boolean shared =
                table.foreignKeys().stream()
                        .anyMatch(other -> !other.equals(key) && leansOn(other, key.columns()));
        if (!shared) {
            statements.add(alter(table.name()) + "drop index if exists " + key.name());
        }
        return statements;
    }

    /** A foreign key that leans on this index gets one of its own first. */
    private static List<String> dropIndex(Table table, Constraint dropped, List<String> columns) {
        List<String> statements = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            if (leansOn(key, columns)) {
                statements.add(
                        alter(table.name())
                                + "add index if not exists "
                                + key.name()
                                + " ("
                                + String.join(", ", key.columns())
                                + ")");
            }
        }
        statements.add(alter(table.name()) + "drop index if exists " + dropped.name());
        return statements;
    }

    private static boolean leansOn(ForeignKey key, List<String> columns) {
        return key.columns().size() <= columns.size()
                && columns.subList(0, key.columns().size()).equals(key.columns());
    }

    @Override
    boolean isLocked(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    @Override
    void lock(Session session) throws SQLException {
        long seconds = Math.max(1, session.lockTimeout().toSeconds());
        session.atClose("set lock_wait_timeout = " + session.number("select @@lock_wait_timeout"));
        session.execute("set lock_wait_timeout = " + seconds);
        if (session.number("select get_lock" + LOCK + ", " + seconds + ")") != 1) {
            throw locked(session, null);
        }
    }

    @Override
    void release(Session session) throws SQLException {
        session.execute("select release_lock" + LOCK + ")");
    }

    @Override
    Catalogue live(Connection connection) throws SQLException {
        return MariaDbCatalogue.live(connection);
    }

    @Override
    Catalogue expected(Connection connection, Schema schema) throws SQLException {
        return MariaDbCatalogue.expected(connection, this, schema);
    }
}
