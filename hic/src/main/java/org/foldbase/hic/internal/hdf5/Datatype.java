package org.foldbase.hic.internal.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The type of an element (section IV.A.2.d).
 *
 * @param size bytes of an element
 * @param variable whether text is kept in the global heap; the element then only refers to it
 * @param spacePadded whether text is padded with spaces
 * @param enumNames names of an ENUM by value, else empty
 */
record Datatype(
        Hdf5Type type,
        int size,
        boolean bigEndian,
        boolean signed,
        boolean variable,
        boolean spacePadded,
        Map<Long, String> enumNames) {

    private static final long LONGEST_ENUM_NAME = 65_535;

    static Datatype read(Cursor cursor) throws Hdf5Exception {
        int classAndVersion = cursor.u8();
        int version = classAndVersion >> 4;
        int bits = (int) cursor.uint(3);
        long size = cursor.u32();
        if (version < 1 || version > 5) {
            throw cursor.invalid("a datatype of version %d".formatted(version));
        }
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw cursor.invalid("a datatype of %d bytes".formatted(size));
        }
        return switch (classAndVersion & 0x0f) {
            case 0 -> integer(cursor, bits, (int) size);
            case 1 -> floating(cursor, bits, (int) size);
            case 3 ->
                    new Datatype(
                            Hdf5Type.STRING,
                            (int) size,
                            false,
                            false,
                            false,
                            (bits & 0x0f) == 2,
                            Map.of());
            case 8 -> enumeration(cursor, version, bits & 0xffff, (int) size);
            case 9 -> variable(cursor, bits, (int) size);
            default -> other((int) size);
        };
    }

    boolean isInteger() {
        return type == Hdf5Type.INTEGER || type == Hdf5Type.ENUM;
    }

    /** h5py's boolean: an enum of FALSE and TRUE. */
    boolean isBoolean() {
        return enumNames.size() == 2
                && "FALSE".equals(enumNames.get(0L))
                && "TRUE".equals(enumNames.get(1L));
    }

    /** The text of an element of fixed length. */
    String text(byte[] bytes, int at) {
        int length = 0;
        while (length < size && bytes[at + length] != 0) {
            length++;
        }
        while (spacePadded && length > 0 && bytes[at + length - 1] == ' ') {
            length--;
        }
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    private static Datatype integer(Cursor cursor, int bits, int size) throws Hdf5Exception {
        int bitOffset = cursor.u16();
        int precision = cursor.u16();
        if (bitOffset != 0 || precision != 8 * size || !isPowerUpTo8(size)) {
            return other(size);
        }
        boolean signed = (bits & 0x08) != 0;
        return new Datatype(
                Hdf5Type.INTEGER, size, (bits & 1) != 0, signed, false, false, Map.of());
    }

    private static Datatype floating(Cursor cursor, int bits, int size) throws Hdf5Exception {
        int bitOffset = cursor.u16();
        int precision = cursor.u16();
        int exponentAt = cursor.u8();
        int exponentBits = cursor.u8();
        int mantissaAt = cursor.u8();
        int mantissaBits = cursor.u8();
        long bias = cursor.u32();
        boolean ieee =
                bitOffset == 0
                        && precision == 8 * size
                        && mantissaAt == 0
                        && exponentAt == mantissaBits
                        && (size == 4
                                ? exponentBits == 8 && mantissaBits == 23 && bias == 127
                                : size == 8
                                        && exponentBits == 11
                                        && mantissaBits == 52
                                        && bias == 1023);
        boolean vaxOrder = (bits & 0x40) != 0;
        if (!ieee || vaxOrder) {
            return other(size);
        }
        return new Datatype(Hdf5Type.FLOAT, size, (bits & 1) != 0, true, false, false, Map.of());
    }

    private static Datatype enumeration(Cursor cursor, int version, int count, int size)
            throws Hdf5Exception {
        long baseAt = cursor.position();
        Cursor baseCursor = cursor.file().cursor(baseAt, cursor.remaining(), cursor.what());
        boolean integerBase = (baseCursor.u8() & 0x0f) == 0;
        if (!integerBase) {
            return other(size);
        }
        Datatype base = read(cursor);
        if (base.size != size || base.type != Hdf5Type.INTEGER) {
            return other(size);
        }
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            long start = cursor.position();
            names[i] = cursor.textToNul(LONGEST_ENUM_NAME);
            if (version < 3) {
                cursor.skip(-(cursor.position() - start) & 7);
            }
        }
        ElementDecoder values = new ElementDecoder(base);
        byte[] bytes = cursor.bytes((long) count * size);
        Map<Long, String> byValue = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            byValue.put(values.raw(bytes, false, count, i), names[i]);
        }
        return new Datatype(
                Hdf5Type.ENUM,
                size,
                base.bigEndian,
                base.signed,
                false,
                false,
                Collections.unmodifiableMap(byValue));
    }

    private static Datatype variable(Cursor cursor, int bits, int size) {
        boolean text = (bits & 0x0f) == 1;
        if (!text || size != 8 + cursor.file().offsetSize()) {
            return other(size);
        }
        return new Datatype(Hdf5Type.STRING, size, false, false, true, false, Map.of());
    }

    private static Datatype other(int size) {
        return new Datatype(Hdf5Type.OTHER, size, false, false, false, false, Map.of());
    }

    private static boolean isPowerUpTo8(int size) {
        return size == 1 || size == 2 || size == 4 || size == 8;
    }
}
