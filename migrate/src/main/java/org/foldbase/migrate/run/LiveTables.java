package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables that are in a database, whoever made them; views are none. */
final class LiveTables {

    /** No table's name. */
    private static final String ALL = "";

    private final Connection connection;
    private final Dialect dialect;
    private final DatabaseMetaData metaData;

    /** As the database spells it, by the name as a revision would write it. */
    private final Map<String, String> spelled = new LinkedHashMap<>();

    private LiveTables(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.metaData = connection.getMetaData();
    }

    static LiveTables of(Connection connection, Dialect dialect) throws SQLException {
        LiveTables live = new LiveTables(connection, dialect);
        Set<String> names = new TreeSet<>();
        try (ResultSet tables =
                live.metaData.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        "%",
                        new String[] {"TABLE", "BASE TABLE", "PARTITIONED TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        for (String name : names) {
            if (!name.startsWith("sqlite_")) {
                live.spelled.put(dialect.asWritten(name), name);
            }
        }
        return live;
    }

    /** As a revision would write them. */
    Set<String> names() {
        return spelled.keySet();
    }

    /** The name as a statement needs it, whatever it is. */
    String quoted(String name) throws SQLException {
        String quote = metaData.getIdentifierQuoteString();
        return quote + spelled.getOrDefault(name, name).replace(quote, quote + quote) + quote;
    }

    /** A foreign key of one live table that refers to another. */
    record Reference(String name, String table, String target) {}

    /** All that refer to these tables. */
    List<Reference> referencesTo(Collection<String> targets) throws SQLException {
        if (dialect instanceof SqliteDialect) {
            return inSqlite(targets);
        }
        List<Reference> references = new ArrayList<>();
        Map<String, String> written = new LinkedHashMap<>();
        spelled.forEach((asWritten, name) -> written.put(name, asWritten));
        String here = home(connection.getCatalog(), connection.getSchema());
        // PostgreSQL answers for all tables at once; every question takes it long.
        List<String> questions =
                dialect instanceof PostgresDialect
                        ? List.of(ALL)
                        : targets.stream().map(it -> spelled.getOrDefault(it, it)).toList();
        for (String question : questions) {
            try (ResultSet keys =
                    metaData.getExportedKeys(
                            connection.getCatalog(),
                            connection.getSchema(),
                            question.equals(ALL) ? null : question)) {
                while (keys.next()) {
                    String target = keys.getString("PKTABLE_NAME");
                    target = written.getOrDefault(target, target);
                    String home =
                            home(keys.getString("FKTABLE_CAT"), keys.getString("FKTABLE_SCHEM"));
                    String table = keys.getString("FKTABLE_NAME");
                    Reference reference =
                            new Reference(
                                    String.valueOf(keys.getString("FK_NAME")),
                                    home.equals(here)
                                            ? written.getOrDefault(table, table)
                                            : home + "." + table,
                                    target);
                    if (targets.contains(target) && !references.contains(reference)) {
                        references.add(reference);
                    }
                }
            }
        }
        return references;
    }

    /** Its driver would take every table's statement to pieces, once for every table. */
    private List<Reference> inSqlite(Collection<String> targets) throws SQLException {
        Set<String> ignoringCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.addAll(targets);
        return Session.rows(
                        connection,
                        "select distinct key.\"from\", t.name, key.\"table\" from sqlite_master t,"
                                + " pragma_foreign_key_list(t.name) key where t.type = 'table'")
                .stream()
                .map(row ->
                        new Reference(
                                "column " + row.get(0),
                                dialect.asWritten(row.get(1)),
                                dialect.asWritten(row.get(2))))
                .filter(reference -> ignoringCase.contains(reference.target()))
                .toList();
    }

    private static String home(@Nullable String catalog, @Nullable String schema) {
        return schema == null || schema.isEmpty() ? String.valueOf(catalog) : schema;
    }
}
