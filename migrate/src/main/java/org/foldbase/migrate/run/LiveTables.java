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

    private final Connection connection;
    private final DatabaseMetaData metaData;

    /** As the database spells it, by the name as a revision would write it. */
    private final Map<String, String> spelled = new LinkedHashMap<>();

    private LiveTables(Connection connection) throws SQLException {
        this.connection = connection;
        this.metaData = connection.getMetaData();
    }

    static LiveTables of(Connection connection, Dialect dialect) throws SQLException {
        LiveTables live = new LiveTables(connection);
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
        List<Reference> references = new ArrayList<>();
        Map<String, String> written = new LinkedHashMap<>();
        spelled.forEach((asWritten, name) -> written.put(name, asWritten));
        String here = home(connection.getCatalog(), connection.getSchema());
        for (String target : targets) {
            try (ResultSet keys =
                    metaData.getExportedKeys(
                            connection.getCatalog(),
                            connection.getSchema(),
                            spelled.getOrDefault(target, target))) {
                while (keys.next()) {
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
                    if (!references.contains(reference)) {
                        references.add(reference);
                    }
                }
            }
        }
        return references;
    }

    private static String home(@Nullable String catalog, @Nullable String schema) {
        return schema == null || schema.isEmpty() ? String.valueOf(catalog) : schema;
    }
}
