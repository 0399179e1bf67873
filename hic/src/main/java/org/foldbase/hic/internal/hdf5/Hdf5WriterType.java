package org.foldbase.hic.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The type of a column's elements, all little-endian (HDF5 File Format Specification 2.0, IV.A.2.d,
 * version 1 as h5py writes it).
 */
public final class Hdf5WriterType {
    private enum Kind {
        WHOLE,
        FLOATING,
        TEXT,
        ENUMERATION
    }

    private static final int VERSION_1 = 0x10;
    private static final int CLASS_STRING = 3;
    private static final int CLASS_ENUM = 8;
    private static final int CLASS_VARIABLE_LENGTH = 9;
    private static final int SIGNED = 0x08;

    public static final Hdf5WriterType INT32 = number("int32", Kind.WHOLE, 4);
    public static final Hdf5WriterType INT64 = number("int64", Kind.WHOLE, 8);
    public static final Hdf5WriterType FLOAT32 = number("float32", Kind.FLOATING, 4);
    public static final Hdf5WriterType FLOAT64 = number("float64", Kind.FLOATING, 8);

    private final String name;
    private final Kind kind;
    private final int sizeBytes;
    private final boolean utf8;
    private final Map<String, Integer> members;
    private final Set<Integer> memberValues;

    private Hdf5WriterType(
            String name, Kind kind, int sizeBytes, boolean utf8, Map<String, Integer> members) {
        this.name = name;
        this.kind = kind;
        this.sizeBytes = sizeBytes;
        this.utf8 = utf8;
        this.members = members;
        this.memberValues = new HashSet<>(members.values());
    }

    private static Hdf5WriterType number(String name, Kind kind, int sizeBytes) {
        return new Hdf5WriterType(name, kind, sizeBytes, false, Map.of());
    }

    /** Strings as long as the longest of the given ones: ASCII if all are, else UTF-8. */
    public static Hdf5WriterType textFor(Collection<String> values) {
        int longest = 1;
        boolean ascii = true;
        for (String value : values) {
            int bytes = value.getBytes(StandardCharsets.UTF_8).length;
            longest = Math.max(longest, bytes);
            ascii &= bytes == value.length();
        }
        String name = "%s text of %d bytes".formatted(ascii ? "ASCII" : "UTF-8", longest);
        return new Hdf5WriterType(name, Kind.TEXT, longest, !ascii, Map.of());
    }

    /** Int32 values that have names; members are written in the map's order. */
    public static Hdf5WriterType enumeration(Map<String, Integer> members) {
        return new Hdf5WriterType(
                "an enumeration of %d names".formatted(members.size()),
                Kind.ENUMERATION,
                4,
                false,
                new LinkedHashMap<>(members));
    }

    static Hdf5WriterType booleanLikeH5py() {
        Map<String, Integer> members = new LinkedHashMap<>();
        members.put("FALSE", 0);
        members.put("TRUE", 1);
        return new Hdf5WriterType("boolean", Kind.ENUMERATION, 1, false, members);
    }

    /** Whether the description fits an object header; an enumeration of thousands does not. */
    public boolean fitsHeader() {
        BytesWriter out = new BytesWriter();
        putDescription(out);
        return out.size() <= ObjectHeaderWriter.MAX_MESSAGE_BYTES;
    }

    /** The field's name of the type: {@code int32}, {@code float64}. */
    @Override
    public String toString() {
        return name;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    boolean accepts(long value) {
        return switch (kind) {
            case WHOLE -> sizeBytes == 8 || (int) value == value;
            case ENUMERATION -> (int) value == value && memberValues.contains((int) value);
            case FLOATING, TEXT -> false;
        };
    }

    boolean accepts(double value) {
        return kind == Kind.FLOATING
                && (sizeBytes == 8 || !Double.isFinite(value) || Float.isFinite((float) value));
    }

    boolean accepts(String value) {
        return kind == Kind.TEXT
                && value.getBytes(StandardCharsets.UTF_8).length <= sizeBytes
                && value.indexOf('\0') < 0;
    }

    void put(long value, ByteBuffer out) {
        if (sizeBytes == 8) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }

    void put(double value, ByteBuffer out) {
        if (sizeBytes == 8) {
            out.putDouble(value);
        } else {
            out.putFloat((float) value);
        }
    }

    void put(String value, ByteBuffer out) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.put(bytes).put(new byte[sizeBytes - bytes.length]);
    }

    /** Puts the body of the datatype message. */
    void putDescription(BytesWriter out) {
        switch (kind) {
            case WHOLE -> putWhole(out, sizeBytes, SIGNED);
            case FLOATING -> putFloating(out);
            case TEXT ->
                    out.put1(VERSION_1 | CLASS_STRING).put1(textBits()).put2(0).put4(sizeBytes);
            case ENUMERATION -> putEnumeration(out);
        }
    }

    private int textBits() {
        int paddedWithZeros = 1;
        return paddedWithZeros | (utf8 ? 1 << 4 : 0);
    }

    private static void putWhole(BytesWriter out, int sizeBytes, int signBit) {
        out.put1(VERSION_1).put1(signBit).put2(0).put4(sizeBytes).put2(0).put2(8 * sizeBytes);
    }

    private void putFloating(BytesWriter out) {
        int floatingClass = 1;
        int impliedLeadingBit = 2 << 4;
        int bits = 8 * sizeBytes;
        int exponentBits = sizeBytes == 8 ? 11 : 8;
        int mantissaBits = bits - 1 - exponentBits;
        out.put1(VERSION_1 | floatingClass)
                .put1(impliedLeadingBit)
                .put1(bits - 1)
                .put1(0)
                .put4(sizeBytes)
                .put2(0)
                .put2(bits)
                .put1(mantissaBits)
                .put1(exponentBits)
                .put1(0)
                .put1(mantissaBits)
                .put4((1 << (exponentBits - 1)) - 1);
    }

    private void putEnumeration(BytesWriter out) {
        out.put1(VERSION_1 | CLASS_ENUM).put2(members.size()).put1(0).put4(sizeBytes);
        putWhole(out, sizeBytes, SIGNED);
        members.keySet().forEach(out::putPaddedText);
        for (int value : members.values()) {
            if (sizeBytes == 4) {
                out.put4(value);
            } else {
                out.put1(value);
            }
        }
    }

    /** Puts the description of a UTF-8 string that lies in the global heap. */
    static void putVariableLengthText(BytesWriter out) {
        int isString = 1;
        int isUtf8 = 1;
        out.put1(VERSION_1 | CLASS_VARIABLE_LENGTH).put1(isString).put1(isUtf8).put1(0).put4(16);
        putWhole(out, 1, 0);
    }
}
