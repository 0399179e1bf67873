package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;

/** Tables as H2 describes them; what is expected is made in a database in memory. */
final class H2Catalogue {

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
        readConstraints(connection, catalogue, where);
        for (List<String> row :
                Session.rows(
                        connection,
                        "select i.table_name, i.index_name, i.index_type_name,"
                                + " listagg(c.column_name, ', ') within group (order by"
                                + " c.ordinal_position) from information_schema.indexes i join"
                                + " information_schema.index_columns c on c.index_schema ="
                                + " i.index_schema and c.index_name = i.index_name where"
                                + " i.table_schema = current_schema and lower(i.table_name) <> '"
                                + History.TABLE
                                + "' and not i.is_generated group by i.table_name, i.index_name,"
                                + " i.index_type_name")) {
            catalogue.add(row.get(0), "index " + row.get(1), row.get(2) + " (" + row.get(3) + ")");
        }
        return catalogue;
    }

    private static void readConstraints(Connection connection, Catalogue catalogue, String where)
            throws SQLException {
        for (List<String> row :
                Session.rows(
                        connection,
                        "select t.table_name, t.constraint_type, t.constraint_name,"
                                + " coalesce(k.check_clause, ''), coalesce((select"
                                + " listagg(u.column_name, ', ') within group (order by"
                                + " u.ordinal_position) from information_schema.key_column_usage u"
                                + " where u.constraint_schema = t.constraint_schema and"
                                + " u.constraint_name = t.constraint_name), ''), coalesce((select"
                                + " listagg(u.table_name || '.' || u.column_name, ', ') within group"
                                + " (order by u.ordinal_position) from"
                                + " information_schema.key_column_usage u where u.constraint_schema ="
                                + " r.unique_constraint_schema and u.constraint_name ="
                                + " r.unique_constraint_name), ''), coalesce(r.delete_rule, '') from"
                                + " information_schema.table_constraints t left join"
                                + " information_schema.check_constraints k on k.constraint_schema ="
                                + " t.constraint_schema and k.constraint_name = t.constraint_name left"
                                + " join information_schema.referential_constraints r on"
                                + " r.constraint_schema = t.constraint_schema and r.constraint_name ="
                                + " t.constraint_name where t.table"
                                + where)) {
            String type = row.get(1).toLowerCase(Locale.ROOT);
            String name = type.equals("primary key") ? "" : " " + row.get(2);
            catalogue.add(
                    row.get(0),
                    type + name,
                    row.get(3) + row.get(4) + " " + row.get(5) + " " + row.get(6));
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
