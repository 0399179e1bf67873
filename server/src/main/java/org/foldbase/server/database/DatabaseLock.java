package org.foldbase.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;

/**
 * A lock on one environment of a data directory, which ends with the process at the latest. Servers
 * and workers share it; what replaces data holds it alone.
 */
public final class DatabaseLock implements AutoCloseable {

    private static final Path KERNEL_LOCKS = Path.of("/proc/locks");

    private final FileChannel channel;

    private DatabaseLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it as one of many, or refuses. */
    public static DatabaseLock shared(Settings settings, Environment environment) {
        return take(settings, environment, true);
    }

    /** Takes it alone, or refuses, saying who has it. */
    public static DatabaseLock exclusive(Settings settings, Environment environment) {
        return take(settings, environment, false);
    }

    private static DatabaseLock take(Settings settings, Environment environment, boolean shared) {
        Path folder = settings.dataDir().resolve(environment.key());
        Path file = folder.resolve("lock");
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (lock(channel, shared).isEmpty()) {
                String holders = holders(file);
                channel.close();
                throw DatabaseException.refused(
                        "the "
                                + environment
                                + " data in "
                                + settings.dataDir()
                                + " is in use"
                                + holders
                                + "; stop what uses it, then try again");
            }
            return new DatabaseLock(channel);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseException.Kind.UNAVAILABLE, file + " can't be locked: " + e, e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel, boolean shared) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, shared));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** The processes that have it, where the operating system tells. */
    private static String holders(Path file) throws IOException {
        if (!Files.isReadable(KERNEL_LOCKS)) {
            return "";
        }
        String inode = ":" + Files.getAttribute(file, "unix:ino");
        List<String> pids =
                Files.readAllLines(KERNEL_LOCKS).stream()
                        .map(line -> line.trim().split("\\s+"))
                        .filter(words -> words.length > 5 && words[5].endsWith(inode))
                        .map(words -> words[4])
                        .distinct()
                        .toList();
        return pids.isEmpty()
                ? ""
                : pids.stream()
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        pids.size() == 1 ? " by process " : " by processes ",
                                        ""));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
