package org.foldbase.migrate.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tables as one database describes them. Both sides of a comparison come from the same back-end, so
 * nothing has to be translated back: a definition differs, or it does not.
 */
final class Catalogue {

    /**
     * By table: what it consists of ({@code column name}, {@code check ck_x}) and how it is
     * defined.
     */
    private final SortedMap<String, SortedMap<String, String>> tables = new TreeMap<>();

    void addTable(String table) {
        tables.computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> new TreeMap<>());
    }

    void add(String table, String part, String definition) {
        addTable(table);
        parts(table.toLowerCase(Locale.ROOT))
                .put(part.toLowerCase(Locale.ROOT), definition.strip());
    }

    Set<String> tableNames() {
        return tables.keySet();
    }

    boolean has(String table, String part) {
        return parts(table).containsKey(part);
    }

    void remove(String table, String part) {
        parts(table).remove(part);
    }

    Map<String, String> parts(String table) {
        SortedMap<String, String> parts = tables.get(table);
        return parts == null ? new HashMap<>() : parts;
    }

    /** What is otherwise than expected, in words; nothing if nothing is. */
    List<String> differences(Catalogue expected) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(tables.keySet());
        names.addAll(expected.tables.keySet());
        for (String table : names) {
            if (!expected.tables.containsKey(table)) {
                differences.add("table " + table + " is there, but no migration made it");
            } else if (!tables.containsKey(table)) {
                differences.add("table " + table + " is missing");
            } else {
                differences.addAll(differences(table, expected));
            }
        }
        return differences;
    }

    /** The same for one table that is on both sides. */
    List<String> differences(String table, Catalogue expected) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new HashSet<>(parts(table).keySet());
        names.addAll(expected.parts(table).keySet());
        for (String part : new TreeSet<>(names)) {
            String is = parts(table).get(part);
            String wanted = expected.parts(table).get(part);
            String where = "table " + table + ": " + part;
            if (wanted == null) {
                differences.add(where + " is there, but no migration made it (" + is + ")");
            } else if (is == null) {
                differences.add(where + " is missing (" + wanted + ")");
            } else if (!is.equals(wanted)) {
                differences.add(where + " is '" + is + "', it should be '" + wanted + "'");
            }
        }
        return differences;
    }
}
