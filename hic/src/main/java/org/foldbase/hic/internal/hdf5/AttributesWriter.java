package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The scalar attributes of one group or column, by name so that their order is always the same. */
final class AttributesWriter {
    private static final Hdf5WriterType BOOLEAN = Hdf5WriterType.booleanLikeH5py();

    private final Map<String, Object> values = new TreeMap<>();

    /** Sets or replaces a value, refusing what this writer has no type for. */
    void set(String owner, String name, Object value) {
        Object stored =
                switch (value) {
                    case Integer number -> number.longValue();
                    case String text -> text;
                    case Long number -> number;
                    case Double number -> number;
                    case Boolean flag -> flag;
                    default ->
                            throw new IllegalArgumentException(
                                    "attribute %s of %s is a %s; a string, whole number, double or boolean is needed"
                                            .formatted(
                                                    name, owner, value.getClass().getSimpleName()));
                };
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute of %s has no name".formatted(owner));
        }
        values.put(name, stored);
    }

    void write(ObjectHeaderWriter header, HeapWriter heap) throws IOException {
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            header.message(
                    ObjectHeaderWriter.ATTRIBUTE, message(entry.getKey(), entry.getValue(), heap));
        }
    }

    private static BytesWriter message(String name, Object value, HeapWriter heap)
            throws IOException {
        BytesWriter type = new BytesWriter();
        BytesWriter data = new BytesWriter();
        switch (value) {
            case String text -> {
                Hdf5WriterType.putVariableLengthText(type);
                heap.putReference(text, data);
            }
            case Long number -> {
                Hdf5WriterType.INT64.putDescription(type);
                data.put8(number);
            }
            case Double number -> {
                Hdf5WriterType.FLOAT64.putDescription(type);
                data.put8(Double.doubleToRawLongBits(number));
            }
            case Boolean flag -> {
                BOOLEAN.putDescription(type);
                data.put1(flag ? 1 : 0);
            }
            default -> throw new AssertionError(value);
        }
        BytesWriter paddedName = new BytesWriter().putPaddedText(name);
        int nameBytes = name.getBytes(StandardCharsets.UTF_8).length + 1;
        BytesWriter scalar = new BytesWriter().put1(1).zeros(7);
        return new BytesWriter()
                .put2(1)
                .put2(nameBytes)
                .put2(type.size())
                .put2(scalar.size())
                .put(paddedName)
                .put(type.padTo8())
                .put(scalar)
                .put(data);
    }
}
