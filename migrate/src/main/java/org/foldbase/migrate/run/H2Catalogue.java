package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;

/** Tables as H2 describes them; what is expected is made in a database in memory. */
final class H2Catalogue {

    private static final Pattern CONSTRAINT =
            Pattern.compile(
                    "^ALTER TABLE \"(\\w+)\" ADD CONSTRAINT \"(\\w+)\" (CHECK|UNIQUE|PRIMARY"
                            + " KEY|FOREIGN KEY)(.*)");
    private static final Pattern INDEX =
            Pattern.compile("^CREATE .*INDEX \"(\\w+)\" ON \"(\\w+)\"(.*)");
    private static final Pattern TRIGGER =
            Pattern.compile("^CREATE .*TRIGGER \"(\\w+)\" .* ON \"(\\w+)\"");

    private H2Catalogue() {}

    static Catalogue read(Connection connection) throws SQLException {
        Catalogue catalogue = new Catalogue();
        String where = "_schema = current_schema and lower(table_name) <> '" + History.TABLE + "'";
        for (List<String> row :
                Session.rows(
                        connection,
                        "select table_name from information_schema.tables where table"
                                + where
                                + " and table_type = 'BASE TABLE'")) {
            catalogue.addTable(row.getFirst());
        }
        for (List<String> row :
                Session.rows(
                        connection,
                        "select table_name, column_name, data_type,"
                                + " coalesce(character_maximum_length, 0),"
                                + " coalesce(datetime_precision, 0), is_nullable, is_identity,"
                                + " coalesce(column_default, '') from information_schema.columns"
                                + " where table"
                                + where)) {
            if (catalogue.tableNames().contains(row.get(0).toLowerCase(Locale.ROOT))) {
                catalogue.add(
                        row.get(0),
                        "column " + row.get(1),
                        row.get(2)
                                + "("
                                + row.get(3)
                                + ","
                                + row.get(4)
                                + ")"
                                + (row.get(5).equals("NO") ? " not null" : "")
                                + (row.get(6).equals("YES") ? " identity" : "")
                                + (row.get(7).isEmpty() ? "" : " default " + row.get(7)));
            }
        }
        readScript(connection, catalogue);
        return catalogue;
    }

    /** Its INFORMATION_SCHEMA keeps a renamed column's old name in keys; its script does not. */
    private static void readScript(Connection connection, Catalogue catalogue) throws SQLException {
        String schema = Session.rows(connection, "select current_schema").getFirst().getFirst();
        String prefix = "\"" + schema + "\".";
        for (List<String> row : Session.rows(connection, "script nodata nopasswords nosettings")) {
            String sql = row.getFirst().replace(prefix, "").replaceAll("\\s+", " ");
            Matcher constraint = CONSTRAINT.matcher(sql);
            Matcher index = INDEX.matcher(sql);
            Matcher trigger = TRIGGER.matcher(sql);
            if (constraint.find()) {
                String kind = constraint.group(3).toLowerCase(Locale.ROOT);
                addPart(
                        catalogue,
                        constraint.group(1),
                        kind.equals("primary key") ? kind : kind + " " + constraint.group(2),
                        constraint.group(4));
            } else if (index.find()) {
                addPart(catalogue, index.group(2), "index " + index.group(1), index.group(3));
            } else if (trigger.find()) {
                addPart(catalogue, trigger.group(2), "trigger " + trigger.group(1), sql);
            }
        }
    }

    private static void addPart(Catalogue catalogue, String table, String part, String definition) {
        if (catalogue.tableNames().contains(table.toLowerCase(Locale.ROOT))) {
            catalogue.add(table, part, definition);
        }
    }

    static Catalogue expected(H2Dialect dialect, Schema schema) throws SQLException {
        try (Connection scratch = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = scratch.createStatement()) {
            for (Step step :
                    dialect.plan(
                            SchemaDiff.between(Schema.EMPTY, schema).operations(), Schema.EMPTY)) {
                for (String sql : step.statements()) {
                    statement.execute(sql);
                }
            }
            return read(scratch);
        }
    }
}
