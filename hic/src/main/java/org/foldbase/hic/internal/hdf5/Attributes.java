package org.foldbase.hic.internal.hdf5;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attributes of one element of a group or dataset (section IV.A.2.m), as {@link String}, {@link
 * Long}, {@link Double} or {@link Boolean}; others are left out.
 */
final class Attributes {
    private static final long SLACK = 1L << 20;
    private static final int SHARED_TYPE = 1;
    private static final int SHARED_SPACE = 2;

    private final FileBytes file;
    private final String what;
    private final VariableStrings strings;
    private final Budget budget;
    private final SortedMap<String, Object> values = new TreeMap<>();

    private Attributes(ObjectHeader header) {
        this.file = header.file();
        this.what = "the attributes of " + header.path();
        this.strings = new VariableStrings(file, what);
        this.budget = new Budget(file.size() + SLACK, what);
    }

    static Map<String, Object> read(ObjectHeader header) throws Hdf5Exception {
        Attributes attributes = new Attributes(header);
        for (Cursor message : header.all(ObjectHeader.ATTRIBUTE, "attribute")) {
            attributes.readAttribute(message);
        }
        Optional<Cursor> info = header.find(ObjectHeader.ATTRIBUTE_INFO, "attribute information");
        if (info.isPresent()) {
            attributes.readDense(info.get());
        }
        return Collections.unmodifiableMap(attributes.values);
    }

    private void readDense(Cursor info) throws Hdf5Exception {
        info.version(0);
        int flags = info.u8();
        info.skip((flags & 1) == 0 ? 0 : 2);
        long heapAddress = info.offset();
        long treeAddress = info.offset();
        if (heapAddress == FileBytes.UNDEFINED) {
            return;
        }
        FractalHeap heap = new FractalHeap(file, heapAddress, "the heap of " + what);
        BTreeV2 tree = new BTreeV2(file, treeAddress, "the index of " + what);
        if (tree.type() != BTreeV2.ATTRIBUTES_BY_NAME) {
            throw info.invalid("an attribute index of type %d".formatted(tree.type()));
        }
        tree.walk(record -> readAttribute(heap.object(record)));
    }

    private void readAttribute(Cursor cursor) throws Hdf5Exception {
        budget.spend(cursor.remaining());
        int version = cursor.u8();
        if (version < 1 || version > 3) {
            throw cursor.invalid("an attribute of version %d".formatted(version));
        }
        int flags = cursor.u8();
        int nameSize = cursor.u16();
        int typeSize = cursor.u16();
        int spaceSize = cursor.u16();
        cursor.skip(version == 3 ? 1 : 0);
        String name = padded(cursor, version, nameSize).text(nameSize);
        Cursor typeCursor = padded(cursor, version, typeSize);
        Cursor spaceCursor = padded(cursor, version, spaceSize);
        if (version > 1 && (flags & SHARED_TYPE) != 0) {
            typeCursor = ObjectHeader.shared(typeCursor, ObjectHeader.DATATYPE);
        }
        if (version > 1 && (flags & SHARED_SPACE) != 0) {
            spaceCursor = ObjectHeader.shared(spaceCursor, ObjectHeader.DATASPACE);
        }
        Datatype type = Datatype.read(typeCursor);
        if (Dataspace.read(spaceCursor).size() == 1) {
            Optional<Object> value = value(type, cursor.bytes(type.size()));
            if (value.isPresent() && values.put(name, value.get()) != null) {
                throw cursor.invalid("a second attribute named '%s'".formatted(name));
            }
        }
    }

    private static Cursor padded(Cursor cursor, int version, int size) throws Hdf5Exception {
        Cursor part = cursor.part(size);
        cursor.skip(version == 1 ? -size & 7 : 0);
        return part;
    }

    private Optional<Object> value(Datatype type, byte[] data) throws Hdf5Exception {
        return switch (type.type()) {
            case STRING ->
                    Optional.of(type.variable() ? strings.read(data, 0) : type.text(data, 0));
            case FLOAT -> {
                double[] value = new double[1];
                new ElementDecoder(type).toDoubles(data, false, 1, 0, 1, value, 0);
                yield Optional.of(value[0]);
            }
            case INTEGER, ENUM -> {
                long value = new ElementDecoder(type).raw(data, false, 1, 0);
                if (type.isBoolean()) {
                    yield Optional.of(value != 0);
                }
                boolean tooLarge = !type.signed() && type.size() == 8 && value < 0;
                yield tooLarge ? Optional.empty() : Optional.of(value);
            }
            case OTHER -> Optional.empty();
        };
    }
}
