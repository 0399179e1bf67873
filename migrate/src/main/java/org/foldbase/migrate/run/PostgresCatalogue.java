package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;

/**
 * Tables as PostgreSQL describes them. What is expected is made as temporary tables, described by
 * the same queries, and rolled back: no expression has to be understood.
 */
final class PostgresCatalogue {

    private PostgresCatalogue() {}

    static Catalogue read(Connection connection, String schema) throws SQLException {
        Catalogue catalogue = new Catalogue();
        String where = " where n.nspname = " + schema + " and c.relname <> '" + History.TABLE + "'";
        for (List<String> row :
                Session.rows(
                        connection,
                        "select c.relname from pg_class c join pg_namespace n on n.oid ="
                                + " c.relnamespace"
                                + where
                                + " and c.relkind in ('r', 'p')")) {
            catalogue.addTable(row.getFirst());
        }
        for (List<String> row :
                Session.rows(
                        connection,
                        "select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case"
                                + " when a.attnotnull then ' not null' else '' end, coalesce(' default"
                                + " ' || pg_get_expr(d.adbin, d.adrelid), ''), case a.attidentity when"
                                + " '' then '' else ' identity' end from pg_attribute a join pg_class c"
                                + " on c.oid = a.attrelid join pg_namespace n on n.oid ="
                                + " c.relnamespace left join pg_attrdef d on d.adrelid = c.oid and"
                                + " d.adnum = a.attnum"
                                + where
                                + " and c.relkind in ('r', 'p') and a.attnum > 0 and not"
                                + " a.attisdropped")) {
            catalogue.add(
                    row.get(0),
                    "column " + row.get(1),
                    row.get(2) + row.get(3) + row.get(4) + row.get(5));
        }
        for (List<String> row :
                Session.rows(
                        connection,
                        "select c.relname, k.contype, k.conname, pg_get_constraintdef(k.oid) from"
                                + " pg_constraint k join pg_class c on c.oid = k.conrelid join"
                                + " pg_namespace n on n.oid = c.relnamespace"
                                + where
                                + " and k.contype in ('p', 'u', 'c', 'f', 'x')")) {
            String part =
                    switch (row.get(1)) {
                        case "p" -> "primary key";
                        case "u" -> "unique " + row.get(2);
                        case "c" -> "check " + row.get(2);
                        case "f" -> "foreign key " + row.get(2);
                        default -> "constraint " + row.get(2);
                    };
            catalogue.add(row.get(0), part, row.get(3));
        }
        for (List<String> row :
                Session.rows(
                        connection,
                        "select c.relname, i.relname, regexp_replace(pg_get_indexdef(x.indexrelid),"
                                + " '^(CREATE .*INDEX).* USING ', '\\1 ') from pg_index x join"
                                + " pg_class c on c.oid = x.indrelid join pg_class i on i.oid ="
                                + " x.indexrelid join pg_namespace n on n.oid = c.relnamespace"
                                + where
                                + " and not exists (select 1 from pg_constraint k where k.conindid ="
                                + " x.indexrelid and k.contype in ('p', 'u', 'x'))")) {
            catalogue.add(row.get(0), "index " + row.get(1), row.get(2));
        }
        for (List<String> row :
                Session.rows(
                        connection,
                        "select c.relname, t.tgname, pg_get_triggerdef(t.oid) from pg_trigger t join"
                                + " pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid ="
                                + " c.relnamespace"
                                + where
                                + " and not t.tgisinternal")) {
            catalogue.add(row.get(0), "trigger " + row.get(1), row.get(2));
        }
        return catalogue;
    }

    static Catalogue expected(Connection connection, PostgresDialect dialect, Schema schema)
            throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (Step step :
                    dialect.plan(
                            SchemaDiff.between(Schema.EMPTY, schema).operations(), Schema.EMPTY)) {
                for (String sql : step.statements()) {
                    statement.execute(
                            sql.replaceFirst("^create table ", "create temporary table "));
                }
            }
            return read(
                    connection,
                    "(select nspname from pg_namespace where oid = pg_my_temp_schema())");
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
