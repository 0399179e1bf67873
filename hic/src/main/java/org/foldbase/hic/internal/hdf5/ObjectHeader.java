package org.foldbase.hic.internal.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages that describe a group or dataset (section IV.A.1, versions 1 and 2). */
final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int OLD_FILL_VALUE = 0x04;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int GROUP_INFO = 0x0a;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int CONTINUATION = 0x10;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;

    private static final int SHARED = 0x02;
    private static final long LARGEST = 16L << 20;

    private final FileBytes file;
    private final long address;
    private final String path;
    private final List<Message> messages = new ArrayList<>();

    private record Message(int type, int flags, long at, int size) {}

    private record Block(long address, long length) {}

    private ObjectHeader(FileBytes file, long address, String path) {
        this.file = file;
        this.address = address;
        this.path = path;
    }

    /**
     * @param path of the object, for messages
     */
    static ObjectHeader read(FileBytes file, long address, String path) throws Hdf5Exception {
        ObjectHeader header = new ObjectHeader(file, address, path);
        if (file.cursor(address, header.what()).u8() == 'O') {
            header.readVersion2();
        } else {
            header.readVersion1();
        }
        return header;
    }

    FileBytes file() {
        return file;
    }

    long address() {
        return address;
    }

    String path() {
        return path;
    }

    boolean isDataset() {
        return has(LAYOUT);
    }

    boolean isGroup() {
        return has(SYMBOL_TABLE) || has(LINK_INFO) || has(LINK) || has(GROUP_INFO);
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type == type);
    }

    /** The content of the first message of a type, wherever it is stored. */
    Optional<Cursor> find(int type, String name) throws Hdf5Exception {
        for (Message message : messages) {
            if (message.type == type) {
                return Optional.of(content(message, name));
            }
        }
        return Optional.empty();
    }

    Cursor require(int type, String name) throws Hdf5Exception {
        return find(type, name)
                .orElseThrow(() ->
                        new Hdf5Exception(
                                "%s at byte %d has no %s"
                                        .formatted(path, file.inFile(address), name)));
    }

    List<Cursor> all(int type, String name) throws Hdf5Exception {
        List<Cursor> found = new ArrayList<>();
        for (Message message : messages) {
            if (message.type == type) {
                found.add(content(message, name));
            }
        }
        return found;
    }

    private Cursor content(Message message, String name) throws Hdf5Exception {
        String what = "the %s of %s".formatted(name, path);
        Cursor cursor = file.cursor(message.at, message.size, what);
        return (message.flags & SHARED) == 0 ? cursor : shared(cursor, message.type);
    }

    /** Follows a shared message (section IV.A.2, "shared message") to the object that holds it. */
    static Cursor shared(Cursor cursor, int type) throws Hdf5Exception {
        int version = cursor.u8();
        int kind = cursor.u8();
        if (version < 1 || version > 3) {
            throw cursor.invalid("a shared message of version %d".formatted(version));
        }
        if (version == 3 && kind == 1) {
            throw cursor.invalid("a message in the shared message table, which is not supported");
        }
        if (version == 1) {
            cursor.skip(6);
        }
        long target = cursor.offset();
        ObjectHeader holder = read(cursor.file(), target, cursor.what());
        for (Message message : holder.messages) {
            if (message.type == type && (message.flags & SHARED) == 0) {
                return cursor.file().cursor(message.at, message.size, cursor.what());
            }
        }
        throw cursor.invalid("a shared message that is not there");
    }

    private String what() {
        return "the object header of " + path;
    }

    private void readVersion1() throws Hdf5Exception {
        Cursor prefix = file.cursor(address, what());
        prefix.version(1);
        prefix.skip(1);
        int count = prefix.u16();
        prefix.skip(4);
        long length = prefix.u32();
        prefix.skip(4);
        readBlocks(new Block(prefix.position(), length), 1, 0, count);
    }

    private void readVersion2() throws Hdf5Exception {
        Cursor prefix = file.cursor(address, what());
        prefix.signature("OHDR");
        prefix.version(2);
        int flags = prefix.u8();
        prefix.skip(((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4));
        long length = prefix.uint(1 << (flags & 3));
        file.check(prefix.position(), length, what());
        file.verifyChecksum(address, prefix.position() - address + length, what());
        readBlocks(new Block(prefix.position(), length), 2, flags, Integer.MAX_VALUE);
    }

    private void readBlocks(Block first, int version, int flags, int count) throws Hdf5Exception {
        Budget budget = new Budget(Math.min(file.size(), LARGEST), what());
        Set<Long> seen = new HashSet<>();
        ArrayDeque<Block> blocks = new ArrayDeque<>();
        blocks.add(first);
        int prefixSize = version == 1 ? 8 : (flags & 0x04) == 0 ? 4 : 6;
        while (!blocks.isEmpty() && messages.size() < count) {
            Block block = blocks.remove();
            Cursor cursor = file.cursor(block.address, block.length, what());
            budget.spend(block.length);
            if (!seen.add(block.address)) {
                throw cursor.invalid("a loop of continuation blocks");
            }
            while (cursor.remaining() >= prefixSize && messages.size() < count) {
                Message message = readMessage(cursor, version, prefixSize);
                messages.add(message);
                if (message.type == CONTINUATION) {
                    Cursor target = file.cursor(message.at, message.size, what());
                    blocks.add(continuation(target.offset(), target.length(), version));
                }
            }
        }
    }

    private static Message readMessage(Cursor cursor, int version, int prefixSize)
            throws Hdf5Exception {
        int type = version == 1 ? cursor.u16() : cursor.u8();
        int size = cursor.u16();
        int flags = cursor.u8();
        cursor.skip(version == 1 ? 3 : prefixSize - 4);
        Message message = new Message(type, flags, cursor.position(), size);
        cursor.skip(size);
        return message;
    }

    private Block continuation(long at, long length, int version) throws Hdf5Exception {
        if (version == 1) {
            return new Block(at, length);
        }
        Cursor cursor = file.cursor(at, length, what());
        cursor.signature("OCHK");
        if (length < 8) {
            throw cursor.invalid("a continuation block of %d bytes".formatted(length));
        }
        file.verifyChecksum(at, length - 4, what());
        return new Block(at + 4, length - 8);
    }
}
