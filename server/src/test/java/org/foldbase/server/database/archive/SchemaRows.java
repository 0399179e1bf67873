package org.foldbase.server.database.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows for every table of any schema, odd values among them: each references others, and its own
 * table too, keeps its enums, and differs wherever something is to be unique.
 */
public final class SchemaRows implements RowSource {

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "trailing  ",
                    "Étude",
                    "étude",
                    "E\u0301tude",
                    "👩‍🔬🧬",
                    "\"quoted\", \\ and 'single'",
                    "line\nbreak\ttab\r",
                    "ß ſ İ ı",
                    "null",
                    "\uFFFD\uFEFF");
    private static final List<String> JSONS =
            List.of(
                    "{}",
                    "{\"zebra\": {\"b\": [1, 2.50, -0.0, 1e2, null, true], \"a\": \"é👩‍🔬\"}, \"ant\": 1}",
                    "{\"big\": 9223372036854775807, \"small\": 1.5e-9, \"text\": \"\\\"\\n\\u0001\"}");
    private static final double[] DOUBLES = {
        0, 0.1 + 0.2, Math.PI, Double.MIN_NORMAL, Double.MAX_VALUE, -1.0, Math.nextDown(1.0)
    };

    private final Schema schema;
    private final int rows;

    /** By table and column, what its checks name. */
    private final Map<String, List<String>> choices = new HashMap<>();

    /** Some rows for every table. */
    public SchemaRows(Schema schema, int rows) {
        this.schema = schema;
        this.rows = rows;
    }

    /** Rows for all that a database holds at the newest revision. */
    public static SchemaRows of(Migrations migrations, int rows) {
        return new SchemaRows(Snapshot.content(migrations.snapshot()), rows);
    }

    /** Puts them into tables that are there, as one transaction. */
    public void into(Connection connection) throws Exception {
        connection.setAutoCommit(false);
        Loader.load(this, connection, Progress.NONE);
        connection.commit();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long rows(Table table) {
        return rows;
    }

    /** More than the greatest that is there: the last row was deleted. */
    @Override
    public long lastId(Table table) {
        return table.columns().stream().anyMatch(Column::identity) ? rows + 7L : 0;
    }

    @Override
    public void read(Table table, RowHandler handler) throws SQLException, IOException {
        List<@Nullable Object[]> sorted = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            sorted.add(row(table, row));
        }
        int key =
                table.columns().indexOf(table.column(table.primaryKey().getFirst()).orElseThrow());
        sorted.sort((one, other) -> compare(one[key], other[key]));
        for (@Nullable Object[] row : sorted) {
            handler.row(row);
        }
    }

    private static int compare(@Nullable Object one, @Nullable Object other) {
        return one instanceof Long number && other instanceof Long second
                ? Long.compare(number, second)
                : String.valueOf(one).compareTo(String.valueOf(other));
    }

    private @Nullable Object[] row(Table table, int row) {
        Random random = new Random(31L * table.name().hashCode() + row);
        Map<String, ForeignKey> references = new HashMap<>();
        table.foreignKeys().forEach(key -> references.put(key.columns().getFirst(), key));
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            Column column = table.columns().get(i);
            boolean isKey = table.primaryKey().contains(column.name());
            if (column.nullable() && random.nextInt(4) == 0) {
                values[i] = null;
            } else if (references.containsKey(column.name())) {
                Table target = schema.get(references.get(column.name()).targetTable());
                int other = isKey || isUnique(table, column) ? row : random.nextInt(rows);
                values[i] = key(target, other);
            } else if (isKey) {
                values[i] = key(table, row);
            } else {
                values[i] = value(table, column, row, random);
            }
        }
        return values;
    }

    private Object key(Table table, int row) {
        Column column = table.column(table.primaryKey().getFirst()).orElseThrow();
        for (ForeignKey reference : table.foreignKeys()) {
            if (reference.columns().contains(column.name())) {
                return key(schema.get(reference.targetTable()), row);
            }
        }
        return column.type().kind() == Kind.UUID
                ? UUID.nameUUIDFromBytes((table.name() + row).getBytes(StandardCharsets.UTF_8))
                : Long.valueOf(row + 1);
    }

    private static boolean isUnique(Table table, Column column) {
        return table.uniques().stream().anyMatch(it -> it.columns().contains(column.name()));
    }

    private Object value(Table table, Column column, int row, Random random) {
        boolean checked = !choices(table, column).isEmpty();
        return switch (column.type().kind()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> isUnique(table, column) || checked ? row + 1L : (long) random.nextInt();
            case BIGINT ->
                    isUnique(table, column) || checked
                            ? row + 1L
                            : row % 3 == 0 ? Long.MAX_VALUE - row : random.nextLong();
            case DOUBLE -> checked ? random.nextDouble() : DOUBLES[random.nextInt(DOUBLES.length)];
            case STRING -> text(table, column, row, random);
            case TEXT -> TEXTS.get(random.nextInt(TEXTS.size())).repeat(random.nextInt(400));
            case INSTANT -> Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt());
            // MariaDB keeps those of RFC 9562 only.
            case UUID ->
                    UUID.nameUUIDFromBytes((column.name() + row).getBytes(StandardCharsets.UTF_8));
            case JSON -> JSONS.get(random.nextInt(JSONS.size()));
            case BLOB -> {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    private String text(Table table, Column column, int row, Random random) {
        List<String> allowed = choices(table, column);
        if (!allowed.isEmpty()) {
            return allowed.get(random.nextInt(allowed.size()));
        }
        ColumnType type = column.type();
        String text = isUnique(table, column) ? "%08x".formatted(row) : "";
        String odd = TEXTS.get(random.nextInt(TEXTS.size()));
        return text.length() + odd.length() <= type.length() ? text + odd : text;
    }

    private List<String> choices(Table table, Column column) {
        return choices.computeIfAbsent(
                table.name() + "." + column.name(),
                _ -> {
                    List<String> found = new ArrayList<>();
                    for (Check check : table.checks()) {
                        if (List.of(check.expression().split("\\W+", -1)).contains(column.name())) {
                            Matcher quoted = QUOTED.matcher(check.expression());
                            while (quoted.find()) {
                                found.add(quoted.group(1));
                            }
                            if (found.isEmpty()) {
                                found.add("a number");
                            }
                        }
                    }
                    return found;
                });
    }
}
