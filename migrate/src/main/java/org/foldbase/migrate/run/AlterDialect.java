package org.foldbase.migrate.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * A back-end that changes tables by ALTER TABLE. Where DDL can't be rolled back, every statement
 * says IF [NOT] EXISTS, so that one of which nobody knows whether it was run may be run again.
 */
abstract sealed class AlterDialect extends Dialect
        permits PostgresDialect, MariaDbDialect, H2Dialect {

    AlterDialect(String name, boolean rollsBackDdl, Map<Kind, String> ownTypes) {
        super(name, rollsBackDdl, ownTypes);
    }

    @Override
    final List<Step> plan(List<Operation> operations, Schema before) {
        List<Step> steps = new ArrayList<>();
        Schema at = before;
        for (Operation operation : operations) {
            steps.add(new Step(List.of(operation), at, statements(operation, at)));
            at = at.apply(operation);
        }
        return steps;
    }

    private List<String> statements(Operation operation, Schema before) {
        return switch (operation) {
            case Operation.CreateTable create -> create(create.table());
            case Operation.DropTable drop -> List.of("drop table" + ifExists() + drop.table());
            case Operation.RenameTable rename -> List.of(renameTable(rename));
            case Operation.AddColumn add ->
                    List.of(
                            alter(add.table())
                                    + "add column"
                                    + ifNotExists()
                                    + definition(add.column()));
            case Operation.DropColumn drop ->
                    List.of(alter(drop.table()) + "drop column" + ifExists() + drop.column());
            case Operation.RenameColumn rename -> renameColumn(rename, before.get(rename.table()));
            case Operation.ChangeColumn change ->
                    changeColumn(
                            change.table(),
                            before.column(change.table(), change.column().name()),
                            change.column());
            case Operation.AddConstraint add -> addConstraint(add.table(), add.constraint());
            case Operation.DropConstraint drop ->
                    dropConstraint(
                            before.get(drop.table()),
                            before.constraint(drop.table(), drop.constraint()));
            case Operation.Sql sql -> sql.statements(name());
        };
    }

    /** Between ADD and a name. */
    final String ifNotExists() {
        return rollsBackDdl() ? " " : " if not exists ";
    }

    /** Between DROP and a name. */
    final String ifExists() {
        return rollsBackDdl() ? " " : " if exists ";
    }

    static String alter(String table) {
        return "alter table " + table + " ";
    }

    private List<String> create(Table table) {
        List<String> statements = new ArrayList<>();
        statements.add(createTable("create table" + ifNotExists() + table.name(), table));
        for (Index index : table.indexes()) {
            statements.add(
                    createIndex(
                            "create index" + ifNotExists().stripTrailing(), table.name(), index));
        }
        return statements;
    }

    String renameTable(Operation.RenameTable rename) {
        return alter(ifExists().strip() + " " + rename.table()) + "rename to " + rename.to();
    }

    abstract List<String> renameColumn(Operation.RenameColumn rename, Table table);

    abstract List<String> changeColumn(String table, Column old, Column wanted);

    List<String> addConstraint(String table, Constraint constraint) {
        if (constraint instanceof Index index) {
            return List.of(
                    createIndex("create index" + ifNotExists().stripTrailing(), table, index));
        }
        return List.of(alter(table) + "add " + definition(constraint));
    }

    List<String> dropConstraint(Table table, Constraint constraint) {
        return List.of(
                constraint instanceof Index
                        ? "drop index" + ifExists() + constraint.name()
                        : alter(table.name()) + "drop constraint" + ifExists() + constraint.name());
    }

    /** The changes that ALTER COLUMN makes in standard SQL, each in a statement. */
    final List<String> alterColumn(String table, String setType, Column old, Column wanted) {
        List<String> statements = new ArrayList<>();
        String column = alter(table) + "alter column " + wanted.name() + " ";
        boolean retyped = !old.type().equals(wanted.type());
        if (old.defaultValue().isPresent() && (retyped || wanted.defaultValue().isEmpty())) {
            statements.add(column + "drop default");
        }
        if (retyped) {
            statements.add(column + setType + type(wanted.type()));
        }
        if (wanted.defaultValue().isPresent()
                && (retyped || !wanted.defaultValue().equals(old.defaultValue()))) {
            statements.add(column + "set default " + literal(wanted));
        }
        if (old.nullable() != wanted.nullable()) {
            statements.add(column + (wanted.nullable() ? "drop not null" : "set not null"));
        }
        return statements;
    }
}
