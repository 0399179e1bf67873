package org.foldbase.migrate.schema;

import java.util.Optional;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.ColumnType.Kind;

/**
 * A column of a table.
 *
 * @param defaultValue the plain value a new row gets, without quotes: {@code true}, {@code 7},
 *     {@code READY}; for an instant only {@code now}
 * @param identity whether the database counts its values up, never giving one twice
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        Optional<String> defaultValue,
        boolean identity) {

    /** What {@code defaultValue} is for an instant: the time at which the row is written. */
    public static final String NOW = "now";

    public Column {
        Identifiers.requireValid("column", name);
        defaultValue = defaultValue.map(value -> normalDefault(name, type, value));
        if (identity
                && (nullable
                        || defaultValue.isPresent()
                        || (type.kind() != Kind.BIGINT && type.kind() != Kind.INT))) {
            throw new MigrationException(
                    "Column "
                            + name
                            + " counts itself up, so it is an int or a bigint, NOT NULL and without"
                            + " a default");
        }
    }

    /** A column that may be NULL and has no default. */
    public static Column nullable(String name, ColumnType type) {
        return new Column(name, type, true, Optional.empty(), false);
    }

    /** A column that is NOT NULL and has no default. */
    public static Column required(String name, ColumnType type) {
        return new Column(name, type, false, Optional.empty(), false);
    }

    /** A column whose values the database counts up. */
    public static Column identity(String name, ColumnType type) {
        return new Column(name, type, false, Optional.empty(), true);
    }

    /** This column with another default. */
    public Column withDefault(String value) {
        return new Column(name, type, nullable, Optional.of(value), identity);
    }

    /** This column under another name. */
    public Column renamed(String newName) {
        return new Column(newName, type, nullable, defaultValue, identity);
    }

    /** A value of this type that says nothing, where there is one: "", 0, false. */
    Optional<String> emptyValue() {
        return switch (type.kind()) {
            case BOOLEAN -> Optional.of("false");
            case INT, BIGINT -> Optional.of("0");
            case DOUBLE -> Optional.of("0.0");
            case STRING, TEXT -> Optional.of("");
            case JSON -> Optional.of("null");
            case INSTANT -> Optional.of(NOW);
            case UUID, BLOB -> Optional.empty();
        };
    }

    private static String normalDefault(String name, ColumnType type, String value) {
        try {
            return switch (type.kind()) {
                case BOOLEAN -> require(value.equals("true") || value.equals("false"), value);
                case INT -> Integer.toString(Integer.parseInt(value));
                case BIGINT -> Long.toString(Long.parseLong(value));
                case DOUBLE -> {
                    double number = Double.parseDouble(value);
                    require(Double.isFinite(number), value);
                    yield Double.toString(number);
                }
                case STRING ->
                        require(value.codePointCount(0, value.length()) <= type.length(), value);
                case TEXT, JSON -> value;
                case INSTANT -> require(value.equals(NOW), value);
                case UUID, BLOB -> require(false, value);
            };
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    "Column "
                            + name
                            + " of type "
                            + type
                            + " can't have the default '"
                            + value
                            + "'",
                    e);
        }
    }

    private static String require(boolean valid, String value) {
        if (!valid) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    /** In words, such as {@code name string(80) NOT NULL DEFAULT 'x'}. */
    @Override
    public String toString() {
        return name
                + " "
                + type
                + (identity ? " identity" : "")
                + (nullable ? "" : " NOT NULL")
                + defaultValue.map(value -> " DEFAULT '" + value + "'").orElse("");
    }
}
