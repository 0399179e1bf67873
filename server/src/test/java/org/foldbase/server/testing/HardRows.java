package org.foldbase.server.testing;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.foldbase.migrate.entity.References;
import org.foldbase.server.assembly.Arm;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.database.EntityClasses;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.RelativePath;
import org.foldbase.server.shared.Sha256Hex;
import org.jspecify.annotations.Nullable;

/**
 * Rows of any entity with values that databases like to spoil: accents, characters beyond 16 bits,
 * spaces at the end, quotes, the longest text, nested JSON, instants around changes of the clock.
 * No two rows have a value in common that may occur once only.
 */
public final class HardRows {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private static final String HARD = "É🧬 'x' \"y\" \\ %_ ß ";

    private static final List<Instant> INSTANTS =
            List.of(
                    Instant.parse("2026-10-25T00:30:00.001Z"),
                    Instant.parse("1970-01-01T00:00:01.999Z"),
                    Instant.parse("2026-03-29T01:30:00Z"),
                    Instant.parse("2999-12-31T23:59:59.999Z"));

    private final EntityManager session;

    /** Rows that others refer to are saved in this session. */
    public HardRows(EntityManager session) {
        this.session = session;
    }

    /** A row, not saved yet, with a value in every field. */
    public Object full(Class<?> entity) {
        return filled(entity, true);
    }

    /** A row, not saved yet, with a value in those fields only that need one. */
    public Object sparse(Class<?> entity) {
        return filled(entity, false);
    }

    private Object filled(Class<?> entity, boolean full) {
        int number = COUNTER.incrementAndGet();
        Object row = made(entity);
        for (Field field : fields(entity)) {
            boolean given =
                    field.isAnnotationPresent(GeneratedValue.class)
                            || field.isAnnotationPresent(Version.class)
                            || (entity.getSimpleName().equals("Meta")
                                    && field.isAnnotationPresent(Id.class));
            if (!given && (full || !isOptional(field))) {
                set(row, field, value(field, number));
            }
        }
        fields(entity).stream()
                .filter(field -> get(row, field) == FileLocation.EXTERNAL)
                .forEach(external -> makeAbsolute(row, entity));
        return row;
    }

    private static void makeAbsolute(Object row, Class<?> entity) {
        for (Field field : fields(entity)) {
            if (field.getName().equals("filePath")) {
                set(row, field, "/" + get(row, field));
            }
        }
    }

    private Object value(Field field, int number) {
        References reference = field.getAnnotation(References.class);
        if (reference != null) {
            return saved(reference.table());
        }
        Class<?> type = field.getType();
        if (type == String.class) {
            return text(field, number);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[number % type.getEnumConstants().length];
        } else if (type == Instant.class) {
            return INSTANTS.get(number % INSTANTS.size());
        } else if (type == UUID.class) {
            return new UUID(0x0123456789ABCDEFL * number, ~number);
        } else if (type == Map.class) {
            return json(number);
        } else if (type == List.class) {
            return field.getName().equals("arms")
                    ? List.of(new Arm("chr🧬1", "p", 0, 12_000_000_000L))
                    : List.of(new Chromosome("chr🧬1", 12_000_000_000L), new Chromosome("é", 1));
        } else if (type == int.class || type == Integer.class) {
            return Integer.MAX_VALUE - number;
        } else if (type == long.class || type == Long.class) {
            return 9_007_199_254_740_993L + number;
        } else if (type == double.class) {
            return 1 / (number + 2.0);
        } else if (type == boolean.class) {
            return number % 2 == 0;
        }
        throw new IllegalStateException("no value for " + field);
    }

    private Object saved(String table) {
        Class<?> entity = entity(table);
        Object row = sparse(entity);
        session.persist(row);
        session.flush();
        return get(row, id(entity));
    }

    private static String text(Field field, int number) {
        if (field.isAnnotationPresent(Sha256Hex.class)) {
            return "%064x".formatted(number);
        } else if (field.isAnnotationPresent(RelativePath.class)
                || field.getName().equals("filePath")) {
            return "Ünter 🧬/" + number + "/..file ";
        } else if (field.isAnnotationPresent(Email.class)) {
            return "jörg" + number + "@example.org";
        } else if (field.isAnnotationPresent(Pattern.class)) {
            return "Jörg.é" + number;
        }
        FreeText free = field.getAnnotation(FreeText.class);
        if (free != null) {
            String start = number + HARD + "\r\n\t";
            return start + "ä".repeat(Math.min(free.max(), 300_000) - start.length() - 1) + " ";
        }
        int max = field.getAnnotation(OneLine.class).max();
        String whole = number + HARD + "ä".repeat(Math.max(0, max - HARD.length() - 12)) + " ";
        return whole.length() <= max ? whole : number + "É🧬 ";
    }

    private static Map<String, Object> json(int number) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("É🧬 ", Arrays.asList(1, 2.5, null, true, "  \"\\\n", Map.of()));
        inner.put("big", 9_007_199_254_740_993L);
        return Map.of("number", number, "nested", inner, "empty", List.of());
    }

    /** The entity whose rows are in a table. */
    public static Class<?> entity(String table) {
        return EntityClasses.load().stream()
                .filter(entity -> table(entity).equals(table))
                .findFirst()
                .orElseThrow();
    }

    public static String table(Class<?> entity) {
        return entity.getAnnotation(Table.class).name();
    }

    /** The entity's fields that are kept, those of its superclasses first. */
    public static List<Field> fields(Class<?> entity) {
        List<Field> fields = new ArrayList<>();
        if (entity.getSuperclass() != null) {
            fields.addAll(fields(entity.getSuperclass()));
        }
        for (Field field : entity.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
        return fields;
    }

    public static Field id(Class<?> entity) {
        return fields(entity).stream()
                .filter(field -> field.isAnnotationPresent(Id.class))
                .findFirst()
                .orElseThrow();
    }

    /** The name of the column that a field is kept in. */
    public static String column(Field field) {
        return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Whether a row may be without the value. */
    public static boolean isOptional(Field field) {
        Column column = field.getAnnotation(Column.class);
        return !field.getType().isPrimitive()
                && !field.isAnnotationPresent(Id.class)
                && (column == null || column.nullable());
    }

    public static void set(Object row, Field field, @Nullable Object value) {
        try {
            field.set(row, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a field that has one. */
    public static Object get(Object row, Field field) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object made(Class<?> entity) {
        try {
            Constructor<?> constructor = entity.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
