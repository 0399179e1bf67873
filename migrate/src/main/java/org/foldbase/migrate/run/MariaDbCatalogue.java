package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * Tables as MariaDB's SHOW CREATE TABLE describes them. What is expected is made as temporary
 * tables, which take every part but foreign keys; those are written in the server's own words.
 */
final class MariaDbCatalogue {

    private static final Pattern COLUMN = Pattern.compile("`(\\w+)` (.*)");
    private static final Pattern KEY = Pattern.compile("(UNIQUE )?KEY `(\\w+)` (.*)");
    private static final Pattern CONSTRAINT =
            Pattern.compile("CONSTRAINT `(\\w+)` (CHECK|FOREIGN KEY) (.*)");

    private MariaDbCatalogue() {}

    static Catalogue live(Connection connection) throws SQLException {
        Catalogue catalogue = new Catalogue();
        for (List<String> row :
                Session.rows(
                        connection,
                        "select table_name from information_schema.tables where table_schema ="
                                + " database() and table_type = 'BASE TABLE' and table_name <> '"
                                + History.TABLE
                                + "'")) {
            read(connection, catalogue, row.getFirst(), row.getFirst());
        }
        for (List<String> row :
                Session.rows(
                        connection,
                        "select event_object_table, trigger_name, action_statement from"
                                + " information_schema.triggers where trigger_schema ="
                                + " database()")) {
            catalogue.add(row.get(0), "trigger " + row.get(1), row.get(2));
        }
        dropIndexesOfForeignKeys(catalogue);
        return catalogue;
    }

    static Catalogue expected(Connection connection, MariaDbDialect dialect, Schema schema)
            throws SQLException {
        Catalogue catalogue = new Catalogue();
        String scratch = "migrate_scratch";
        for (Table table : schema.tables()) {
            List<Constraint> kept = new ArrayList<>(table.constraints());
            kept.removeIf(ForeignKey.class::isInstance);
            Table plain = new Table(scratch, table.columns(), table.primaryKey(), kept);
            Schema alone = Schema.of(List.of(plain));
            try (Statement statement = connection.createStatement()) {
                for (Step step :
                        dialect.plan(List.of(new Operation.CreateTable(plain)), Schema.EMPTY)) {
                    for (String sql : step.statements()) {
                        statement.execute(
                                sql.replaceFirst("^create table ", "create temporary table "));
                    }
                }
                read(connection, catalogue, alone.get(scratch).name(), table.name());
                statement.execute("drop temporary table " + scratch);
            }
            for (ForeignKey key : table.foreignKeys()) {
                catalogue.add(table.name(), "foreign key " + key.name(), words(key));
            }
        }
        return catalogue;
    }

    private static String words(ForeignKey key) {
        return "(`"
                + String.join("`, `", key.columns())
                + "`) REFERENCES `"
                + key.targetTable()
                + "` (`"
                + String.join("`, `", key.targetColumns())
                + "`) ON DELETE "
                + key.onDelete().sql().toUpperCase(Locale.ROOT);
    }

    private static void read(
            Connection connection, Catalogue catalogue, String table, String listedAs)
            throws SQLException {
        String sql =
                Session.rows(connection, "show create table `" + table + "`").getFirst().get(1);
        catalogue.addTable(listedAs);
        for (String line : sql.lines().skip(1).toList()) {
            String part = line.strip().replaceAll(",$", "");
            Matcher column = COLUMN.matcher(part);
            Matcher key = KEY.matcher(part);
            Matcher constraint = CONSTRAINT.matcher(part);
            if (part.startsWith(")")) {
                catalogue.add(
                        listedAs,
                        "options",
                        part.replaceAll("AUTO_INCREMENT=\\d+ ", "").substring(1));
            } else if (column.matches()) {
                catalogue.add(listedAs, "column " + column.group(1), column.group(2));
            } else if (key.matches()) {
                String kind = key.group(1) == null ? "index " : "unique ";
                catalogue.add(listedAs, kind + key.group(2), key.group(3));
            } else if (constraint.matches()) {
                String kind = constraint.group(2).toLowerCase(Locale.ROOT);
                String definition = constraint.group(3);
                if (kind.equals("foreign key") && !definition.contains(" ON DELETE ")) {
                    definition += " ON DELETE NO ACTION";
                }
                catalogue.add(listedAs, kind + " " + constraint.group(1), definition);
            } else if (part.startsWith("PRIMARY KEY")) {
                catalogue.add(listedAs, "primary key", part);
            } else {
                catalogue.add(listedAs, part, part);
            }
        }
    }

    /** The server makes an index for a foreign key that has none, and names it after the key. */
    private static void dropIndexesOfForeignKeys(Catalogue catalogue) {
        for (String table : catalogue.tableNames()) {
            for (String part : List.copyOf(catalogue.parts(table).keySet())) {
                if (part.startsWith("foreign key ")) {
                    catalogue.remove(table, part.replace("foreign key ", "index "));
                }
            }
        }
    }
}
