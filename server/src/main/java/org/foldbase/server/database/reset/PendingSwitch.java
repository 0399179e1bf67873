package org.foldbase.server.database.reset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;

/**
 * A note on the disk that one database is being put in the place of another. The database itself
 * says which of the two it is, and so which files are to go: what is left of a process that died is
 * finished from the note.
 */
public final class PendingSwitch {

    private static final String PREFIX = "switch-";

    private final Path dataDir;
    private final Path note;
    private final DatabaseAddress address;
    private final Optional<UUID> from;
    private final UUID to;

    private PendingSwitch(
            Path dataDir, Path note, DatabaseAddress address, Optional<UUID> from, UUID to) {
        this.dataDir = dataDir;
        this.note = note;
        this.address = address;
        this.from = from;
        this.to = to;
    }

    /** Writes the note. */
    static PendingSwitch begin(
            Settings settings,
            Environment environment,
            DatabaseAddress address,
            Optional<UUID> from,
            UUID to)
            throws IOException {
        Path folder = settings.dataDir().resolve(environment.key());
        PendingSwitch begun =
                new PendingSwitch(
                        settings.dataDir(), folder.resolve(PREFIX + to), address, from, to);
        Path unfinished = folder.resolve("." + PREFIX + to);
        Files.writeString(
                unfinished,
                "%s\n%s\n%s\n".formatted(address, from.map(UUID::toString).orElse("-"), to));
        force(unfinished);
        Files.move(unfinished, begun.note, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        return begun;
    }

    /**
     * Finishes what processes that died left: the files of a database that was replaced go to the
     * trash, those of one that never came to be are deleted. To be called at every start, by one
     * who holds the environment's lock alone; a process that only looks need not.
     *
     * @return what was done, in words
     */
    public static List<String> finish(Settings settings, Environment environment) {
        DatabaseAddress address = DatabaseAddress.of(settings.database(environment));
        Path folder = settings.dataDir().resolve(environment.key());
        List<String> done = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return done;
        }
        try {
            List<PendingSwitch> pending = read(settings.dataDir(), folder, address);
            if (!pending.isEmpty()) {
                Optional<UUID> is = identity(address, settings);
                for (PendingSwitch one : pending) {
                    one.finish(is).ifPresent(done::add);
                }
            }
            return done;
        } catch (IOException e) {
            throw new DatabaseException(
                    Kind.FAILED, "an interrupted reset can't be finished: " + e, e);
        }
    }

    private static List<PendingSwitch> read(Path dataDir, Path folder, DatabaseAddress address)
            throws IOException {
        List<PendingSwitch> pending = new ArrayList<>();
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*" + PREFIX + "*")) {
            for (Path note : notes) {
                List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
                if (String.valueOf(note.getFileName()).startsWith(".")) {
                    Files.delete(note);
                } else if (lines.size() == 3 && lines.getFirst().equals(address.toString())) {
                    pending.add(
                            new PendingSwitch(
                                    dataDir,
                                    note,
                                    address,
                                    lines.get(1).equals("-")
                                            ? Optional.empty()
                                            : Optional.of(UUID.fromString(lines.get(1))),
                                    UUID.fromString(lines.get(2))));
                }
            }
        }
        return pending;
    }

    private static Optional<UUID> identity(DatabaseAddress address, Settings settings) {
        Connections connections = Connections.to(address, settings.connectTimeout());
        if (!connections.isThere()) {
            return Optional.empty();
        }
        try (Connection connection = connections.getConnection()) {
            return Stamp.read(connection).map(Stamp::dbUuid);
        } catch (SQLException e) {
            throw new DatabaseException(
                    Kind.UNAVAILABLE, address + " does not say which database it is: " + e, e);
        }
    }

    /**
     * Removes the files that don't belong to the database as it is, and then the note.
     *
     * @param is which of the two the database is now
     * @return where the old files are now, or what else was done
     */
    Optional<String> finish(Optional<UUID> is) throws IOException {
        Optional<String> done = Optional.empty();
        if (is.filter(to::equals).isPresent()) {
            if (from.isPresent()) {
                done =
                        FileRoot.of(dataDir, from.get())
                                .trash(Instant.now())
                                .map(trash -> "the files of before are in " + trash);
            }
        } else {
            FileRoot.of(dataDir, to).delete();
            done = Optional.of("an interrupted reset of " + address + " was cleaned up");
        }
        Files.delete(note);
        return done;
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
