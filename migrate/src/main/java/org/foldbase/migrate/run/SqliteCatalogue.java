package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * Tables as SQLite keeps them: as the text of the statements that made them. Since every change
 * writes a table anew, the text is the one we would write; quotes and spaces aside.
 */
final class SqliteCatalogue {

    private static final Pattern NAMED =
            Pattern.compile("constraint (\\w+) (unique|check|foreign key) .*");
    private static final Pattern INDEX =
            Pattern.compile("create (?:unique )?index (\\w+) on (\\w+) .*");

    private SqliteCatalogue() {}

    static Catalogue live(Connection connection) throws SQLException {
        Catalogue catalogue = new Catalogue();
        List<List<String>> rows =
                Session.rows(
                        connection,
                        "select type, name, tbl_name, sql from sqlite_master where sql is not null"
                                + " and name not like 'sqlite\\_%' escape '\\' and tbl_name <> '"
                                + History.TABLE
                                + "' order by case type when 'table' then 0 else 1 end, name");
        for (List<String> row : rows) {
            add(catalogue, row.get(0), row.get(1), row.get(2), row.get(3));
        }
        return catalogue;
    }

    static Catalogue expected(SqliteDialect dialect, Schema schema) {
        Catalogue catalogue = new Catalogue();
        for (Table table : schema.tables()) {
            List<String> statements = dialect.definitions(table);
            add(catalogue, "table", table.name(), table.name(), statements.getFirst());
            for (String index : statements.subList(1, statements.size())) {
                Matcher named = INDEX.matcher(normal(index));
                add(catalogue, "index", named.replaceFirst("$1"), table.name(), index);
            }
        }
        return catalogue;
    }

    private static void add(
            Catalogue catalogue, String type, String name, String table, String sql) {
        String normal = normal(sql);
        switch (type) {
            case "table" -> {
                catalogue.addTable(table);
                int open = normal.indexOf('(');
                int close = normal.lastIndexOf(')');
                if (open < 0) {
                    catalogue.add(table, "virtual table", normal);
                    return;
                }
                for (String part : split(normal.substring(open + 1, close))) {
                    addPart(catalogue, table, part);
                }
                if (!normal.substring(close + 1).isBlank()) {
                    catalogue.add(table, "options", normal.substring(close + 1));
                }
            }
            case "index" -> catalogue.add(table, "index " + name, normal);
            default -> {
                // A view stands alone, a trigger belongs to its table.
                if (type.equals("trigger")) {
                    catalogue.add(table, "trigger " + name, normal);
                }
            }
        }
    }

    private static void addPart(Catalogue catalogue, String table, String part) {
        Matcher named = NAMED.matcher(part);
        if (named.matches()) {
            catalogue.add(table, named.group(2) + " " + named.group(1), part);
        } else if (part.startsWith("primary key")) {
            catalogue.add(table, "primary key", part);
        } else if (part.matches("(unique|check|foreign key|constraint)\\b.*")) {
            catalogue.add(table, part, part);
        } else {
            int space = part.indexOf(' ');
            String name = space < 0 ? part : part.substring(0, space);
            catalogue.add(table, "column " + name, part.substring(name.length()));
        }
    }

    /** Lower case, single spaces and no double quotes, but for what stands in single quotes. */
    private static String normal(String sql) {
        StringBuilder out = new StringBuilder(sql.length());
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            }
            if (quoted || c == '\'') {
                out.append(c);
            } else if (Character.isWhitespace(c)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (c != '"' && c != '`') {
                out.append(c);
            }
        }
        return lowerOutsideQuotes(out.toString().replace("( ", "(").replace(" )", ")"));
    }

    private static String lowerOutsideQuotes(String sql) {
        String[] pieces = sql.split("'", -1);
        for (int i = 0; i < pieces.length; i += 2) {
            pieces[i] = pieces[i].toLowerCase(Locale.ROOT);
        }
        return String.join("'", pieces);
    }

    /** At the commas that stand in no parentheses and no quotes. */
    private static List<String> split(String body) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            } else if (!quoted && c == ',' && depth == 0) {
                parts.add(body.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(body.substring(from).strip());
        return parts;
    }
}
