package org.foldbase.migrate.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.migrate.MigrationException;

/**
 * A column's type, the same on every back-end; each dialect has one table that names its own type.
 *
 * @param length the greatest number of characters of a {@code STRING}; 0 for every other kind
 */
public record ColumnType(Kind kind, int length) {

    /** The longest {@code string(n)}: MariaDB allows 65,535 bytes a row, four a character. */
    public static final int MAX_STRING_LENGTH = 16_000;

    private static final Pattern STRING = Pattern.compile("string\\((\\d{1,5})\\)");

    /** The kinds of value a column holds. Enums are strings with a named CHECK. */
    public enum Kind {
        BOOLEAN,
        INT,
        BIGINT,
        DOUBLE,
        STRING,
        TEXT,
        INSTANT,
        UUID,
        JSON,
        BLOB
    }

    public ColumnType {
        boolean string = kind == Kind.STRING;
        if (string ? length < 1 || length > MAX_STRING_LENGTH : length != 0) {
            throw new MigrationException(
                    string
                            ? "A string has 1 to "
                                    + MAX_STRING_LENGTH
                                    + " characters, not "
                                    + length
                                    + "; longer ones are of type text"
                            : "Only a string has a length, " + kind + " has none");
        }
    }

    /** A type that has no length. */
    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0);
    }

    /** Text of at most {@code length} characters. */
    public static ColumnType string(int length) {
        return new ColumnType(Kind.STRING, length);
    }

    /** Reads what {@link #toString} writes: {@code string(80)}, {@code bigint}. */
    public static ColumnType parse(String text) {
        Matcher string = STRING.matcher(text);
        if (string.matches()) {
            return string(Integer.parseInt(string.group(1)));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.STRING && kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return of(kind);
            }
        }
        throw new MigrationException(
                "There is no type '"
                        + text
                        + "'; types are boolean, int, bigint, double, string(n), text, instant, uuid,"
                        + " json and blob");
    }

    /** Whether a key or an index may hold it on every back-end. */
    public boolean indexable() {
        return kind != Kind.TEXT && kind != Kind.JSON && kind != Kind.BLOB;
    }

    /**
     * Whether values of this type can be kept when the column becomes {@code wanted}. A narrowing
     * counts: the rows are looked at before it happens, and one that would not fit stops it.
     */
    public boolean convertsTo(ColumnType wanted) {
        return (isText() && wanted.isText()) || (isWhole() && wanted.isWhole());
    }

    /** Whether a value of {@code old} might not fit into this. */
    public boolean isNarrowerThan(ColumnType old) {
        boolean fewerDigits = kind == Kind.INT && old.kind == Kind.BIGINT;
        boolean shorter =
                kind == Kind.STRING
                        && (old.kind == Kind.TEXT
                                || (old.kind == Kind.STRING && old.length > length));
        return fewerDigits || shorter;
    }

    private boolean isText() {
        return kind == Kind.STRING || kind == Kind.TEXT;
    }

    private boolean isWhole() {
        return kind == Kind.INT || kind == Kind.BIGINT;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.STRING ? name + "(" + length + ")" : name;
    }
}
