package org.foldbase.server.database.archive;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Rows as lines of text: a JSON array each. */
final class RowLines implements AutoCloseable {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .rootValueSeparator("\n")
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final JsonGenerator lines;
    private final List<Kind> kinds;
    private final boolean canonical;

    /**
     * Writes lines; the stream stays open.
     *
     * @param canonical whether JSON that means the same is written the same
     */
    RowLines(OutputStream out, Table table, boolean canonical) {
        this.lines = JSON.createGenerator(ObjectWriteContext.empty(), out);
        this.kinds = kinds(table);
        this.canonical = canonical;
    }

    private static List<Kind> kinds(Table table) {
        return table.columns().stream().map(Column::type).map(type -> type.kind()).toList();
    }

    void write(@Nullable Object[] row) {
        lines.writeStartArray();
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (canonical && kinds.get(i) == Kind.JSON && value instanceof String json) {
                value = CanonicalJson.of(json);
            }
            write(value);
        }
        lines.writeEndArray();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> lines.writeNull();
            case Boolean is -> lines.writeBoolean(is);
            case Long number -> lines.writeNumber(number);
            case Double number -> lines.writeNumber(number);
            case byte[] bytes -> lines.writeBinary(bytes);
            default -> lines.writeString(value.toString());
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    /** Whether two rows say the same. */
    static boolean areSame(Table table, @Nullable Object[] one, @Nullable Object[] other) {
        return Arrays.equals(line(table, one), line(table, other));
    }

    private static byte[] line(Table table, @Nullable Object[] row) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (RowLines lines = new RowLines(line, table, true)) {
            lines.write(row);
        }
        return line.toByteArray();
    }

    /** Reads what a writer that is not canonical wrote. */
    static Reader reader(InputStream in, Table table) {
        return new Reader(JSON.createParser(ObjectReadContext.empty(), in), kinds(table));
    }

    /** Reads lines. */
    static final class Reader implements AutoCloseable {
        private final JsonParser lines;
        private final List<Kind> kinds;

        private Reader(JsonParser lines, List<Kind> kinds) {
            this.lines = lines;
            this.kinds = kinds;
        }

        /** Reads the next row. */
        boolean next(@Nullable Object[] row) {
            if (lines.nextToken() == null) {
                return false;
            }
            require(lines.currentToken() == JsonToken.START_ARRAY);
            for (int i = 0; i < row.length; i++) {
                JsonToken token = lines.nextToken();
                row[i] = token == JsonToken.VALUE_NULL ? null : value(kinds.get(i));
            }
            require(lines.nextToken() == JsonToken.END_ARRAY);
            return true;
        }

        private Object value(Kind kind) {
            require(lines.currentToken().isScalarValue());
            return switch (kind) {
                case BOOLEAN -> lines.getBooleanValue();
                case INT, BIGINT -> lines.getLongValue();
                case DOUBLE -> Double.valueOf(lines.getString());
                case STRING, TEXT, JSON -> lines.getString();
                case INSTANT -> Instant.parse(lines.getString());
                case UUID -> UUID.fromString(lines.getString());
                case BLOB -> Base64.getDecoder().decode(lines.getString());
            };
        }

        private static void require(boolean condition) {
            if (!condition) {
                throw new IllegalArgumentException("a line is not a row of this table");
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
