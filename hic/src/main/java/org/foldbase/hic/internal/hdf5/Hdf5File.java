package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An HDF5 file, mapped into memory for reading: superblocks 0 to 3, everything that the HDF5
 * library writes for groups, attributes and columns of numbers and text. The file may be hostile:
 * addresses and sizes are checked before use, and memory and time are in proportion to the file.
 *
 * <p>Source: "HDF5 File Format Specification Version 3.0" of The HDF Group, to whose sections the
 * package's classes refer. Thread-safe. After {@link #close()} nothing of it may be used; the file
 * must not be shortened while it is open.
 */
public final class Hdf5File implements AutoCloseable {
    /** Links that one look-up may follow, so that circles of soft links end. */
    private static final int MOST_STEPS = 128;

    private final Path path;
    private final Arena arena;
    private final FileBytes bytes;
    private final Hdf5Group root;

    private Hdf5File(Path path, Arena arena, MemorySegment segment, boolean verified)
            throws Hdf5Exception {
        this.path = path;
        this.arena = arena;
        Superblock superblock = Superblock.read(segment, verified);
        this.bytes = superblock.bytes();
        ObjectHeader header = ObjectHeader.read(bytes, superblock.rootHeader(), "/");
        this.root = new Hdf5Group(this, header);
    }

    /**
     * Opens a file.
     *
     * @throws Hdf5Exception if it is not an HDF5 file, is truncated, or is damaged where it begins
     */
    public static Hdf5File open(Path file) throws IOException {
        return open(file, true);
    }

    /**
     * @param verified false to read on in truncated files and past wrong checksums, which lets
     *     tests reach code that a checksum guards
     */
    static Hdf5File open(Path file, boolean verified) throws IOException {
        requireRegular(file);
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                throw new Hdf5Exception("not an HDF5 file: it is empty (0 bytes)");
            }
            MemorySegment segment = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            return new Hdf5File(file, arena, segment, verified);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Opening a pipe would wait for its writer, and nothing but a file can be mapped. */
    private static void requireRegular(Path file) throws IOException {
        BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
        if (about.isDirectory()) {
            throw new Hdf5Exception("a directory, not a file");
        }
        if (!about.isRegularFile()) {
            throw new Hdf5Exception(
                    "a pipe or a device; HDF5 is read in many places at once, so save it as a file");
        }
    }

    public Path path() {
        return path;
    }

    public Hdf5Group root() {
        return root;
    }

    /** Unmaps the file. */
    @Override
    public void close() {
        arena.close();
    }

    /** The object at a path, relative to a group unless it begins with a slash. */
    Optional<ObjectHeader> find(Hdf5Group from, String relativePath) throws Hdf5Exception {
        OptionalLong address = new Lookup().address(from, relativePath);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String found = relativePath.startsWith("/") ? "/" : from.path();
        for (String name : names(relativePath)) {
            found = child(found, name);
        }
        return Optional.of(ObjectHeader.read(bytes, address.getAsLong(), found));
    }

    private static String child(String parent, String name) {
        return parent.equals("/") ? "/" + name : parent + "/" + name;
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    /** Follows links, of which soft ones may lead on to others. */
    private final class Lookup {
        private int steps;

        OptionalLong address(Hdf5Group from, String path) throws Hdf5Exception {
            Hdf5Group group = path.startsWith("/") ? root : from;
            long address = group.address();
            List<String> names = names(path);
            for (int i = 0; i < names.size(); i++) {
                steps++;
                if (steps > MOST_STEPS) {
                    throw new Hdf5Exception(
                            "%s in %s is more than %d links away; do its links form a circle?"
                                    .formatted(path, from.path(), MOST_STEPS));
                }
                OptionalLong next = follow(group, names.get(i));
                if (next.isEmpty()) {
                    return next;
                }
                address = next.getAsLong();
                if (i < names.size() - 1) {
                    String at = child(group.path(), names.get(i));
                    ObjectHeader header = ObjectHeader.read(bytes, address, at);
                    if (!header.isGroup()) {
                        return OptionalLong.empty();
                    }
                    group = new Hdf5Group(Hdf5File.this, header);
                }
            }
            return OptionalLong.of(address);
        }

        private OptionalLong follow(Hdf5Group group, String name) throws Hdf5Exception {
            Optional<Links.Link> link = group.link(name);
            if (link.isEmpty()) {
                return OptionalLong.empty();
            }
            return switch (link.get()) {
                case Links.Hard hard -> OptionalLong.of(hard.address());
                case Links.Soft soft -> address(group, soft.target());
            };
        }
    }
}
