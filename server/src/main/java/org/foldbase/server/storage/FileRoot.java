package org.foldbase.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one database: {@code files/<its uuid>/<kind>/<id>/<name>} in the data directory.
 * Rows hold the part after the uuid. A file is there as a whole or not at all.
 */
public final class FileRoot {

    /** What files are of. */
    public enum Kind {
        DATASET("datasets"),
        PILEUP_REGION("pileup-regions"),
        PILEUP("pileups"),
        TASK("tasks"),
        JOB("jobs"),
        UPLOAD("uploads");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }
    }

    private static final Pattern ID = Pattern.compile("[0-9a-f][0-9a-f-]{0,35}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path dataDir;
    private final UUID dbUuid;

    private FileRoot(Path dataDir, UUID dbUuid) {
        this.dataDir = dataDir;
        this.dbUuid = dbUuid;
    }

    /** The files of a database. */
    public static FileRoot of(Path dataDir, UUID dbUuid) {
        return new FileRoot(dataDir, dbUuid);
    }

    /** The database whose files they are. */
    public UUID dbUuid() {
        return dbUuid;
    }

    /** Writes a file's content to a path that does not exist yet. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** The folder of them all, which need not be there. */
    public Path folder() {
        return dataDir.resolve("files").resolve(dbUuid.toString());
    }

    /**
     * Says to those who see this data directory on other machines that it is the one: a file beside
     * the folder.
     */
    public void mark() throws IOException {
        createFolders(folder());
        Path mark = markFile();
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            force(folderOf(mark));
        }
    }

    /** Whether that was said. An empty folder, where another is not mounted, does not say it. */
    public boolean isMarked() {
        return Files.exists(markFile()) && Files.isDirectory(folder());
    }

    private Path markFile() {
        return dataDir.resolve("files").resolve(dbUuid + ".here");
    }

    /** The file that a row names. */
    public Path resolve(String path) {
        Path file = folder().resolve(path).normalize();
        if (Path.of(path).isAbsolute() || !file.startsWith(folder()) || file.equals(folder())) {
            throw new IllegalArgumentException("not a file below " + folder() + ": " + path);
        }
        return file;
    }

    /**
     * Puts a file where none is, or in the place of the one that is.
     *
     * @param id of the row it belongs to
     * @param name what it is, as the program says it: {@code map.mcool}; never a name of a user's
     * @return as rows name it
     */
    public String put(Kind kind, String id, String name, Content content) throws IOException {
        String path = path(kind, id, name);
        Path file = resolve(path);
        Path folder = folderOf(file);
        createFolders(folder);
        Path unfinished = folder.resolve("." + name + "." + UUID.randomUUID() + ".unfinished");
        try {
            content.writeTo(unfinished);
            force(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        force(folder);
        return path;
    }

    /** How rows name the file that {@link #put} would put. */
    public static String path(Kind kind, String id, String name) {
        if (!ID.matcher(id).matches() || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "neither is a user's to choose: " + id + ", " + name);
        }
        return kind.folder + "/" + id + "/" + name;
    }

    /** The folder of a row's files. */
    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /**
     * Gives a file to another row, without a copy. Done again after it was interrupted it ends what
     * it began.
     *
     * @param path as rows name it now
     * @return as rows name it then
     * @throws NoSuchFileException it is neither here nor there
     */
    public String move(String path, Kind kind, String id, String name) throws IOException {
        String target = path(kind, id, name);
        Path from = resolve(path);
        Path to = resolve(target);
        createFolders(folderOf(to));
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } else if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path);
        }
        force(folderOf(to));
        deleteIfEmpty(folderOf(from));
        return target;
    }

    /** Deletes a file, if it is there, for good. */
    public void delete(String path) throws IOException {
        Path file = resolve(path);
        Files.deleteIfExists(file);
        deleteIfEmpty(folderOf(file));
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Another file of the same row stays.
        }
    }

    /** Puts what a stream gives. */
    public String put(Kind kind, String id, String name, InputStream content) throws IOException {
        return put(kind, id, name, file -> Files.copy(content, file));
    }

    public InputStream open(String path) throws IOException {
        return Files.newInputStream(resolve(path));
    }

    /** Of a file's content, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    /**
     * Moves all of them to the trash in one step.
     *
     * @return where they are now; nothing if there were none
     */
    public Optional<Path> trash(Instant now) throws IOException {
        Path trash = dataDir.resolve("trash");
        Path to = trash.resolve(dbUuid + "-" + TIME.format(now));
        Files.createDirectories(trash);
        try {
            Files.move(folder(), to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        force(trash);
        force(dataDir.resolve("files"));
        return Optional.of(to);
    }

    /**
     * Moves a file to the trash.
     *
     * @param path as rows named it
     * @return where it is now; nothing if it was not there
     */
    public Optional<Path> trash(String path, Instant now) throws IOException {
        Path from = resolve(path);
        Path to = dataDir.resolve("trash").resolve(dbUuid + "-" + TIME.format(now)).resolve(path);
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        createFolders(folderOf(to));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(folderOf(to));
        deleteIfEmpty(folderOf(from));
        return Optional.of(to);
    }

    /** Deletes all of them; for those of a database that never came to be. */
    public void delete() throws IOException {
        if (!Files.exists(folder(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    /** Makes a folder, and has it and those above it on the disk. */
    private void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path made = dataDir;
            force(made);
            for (Path name : dataDir.relativize(folder)) {
                made = made.resolve(name);
                force(made);
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
