package org.foldbase.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;

/** Sees to it that no two environments have one database, whatever names they give it. */
public final class Separation {

    /** Only to look whether another environment's database is this one. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private Separation() {}

    /**
     * Refuses if another environment has this one's database, judged by host, port and name, by the
     * file behind links, and by the identity stamped into it where it can be reached.
     *
     * @param dbUuid of this one's database, if it has one yet
     */
    public static void require(Settings settings, Environment environment, Optional<UUID> dbUuid) {
        DatabaseAddress mine = DatabaseAddress.of(settings.database(environment));
        for (Environment other : Environment.values()) {
            if (other != environment) {
                DatabaseAddress theirs = DatabaseAddress.of(settings.database(other));
                if (isSame(mine, theirs) || isSame(dbUuid, theirs)) {
                    throw DatabaseException.refused(
                            environment
                                    + " and "
                                    + other
                                    + " have one database: "
                                    + mine
                                    + " and "
                                    + theirs
                                    + " are the same; give each environment its own");
                }
            }
        }
    }

    private static boolean isSame(Optional<UUID> dbUuid, DatabaseAddress theirs) {
        return dbUuid.flatMap(id -> identity(theirs).filter(id::equals)).isPresent();
    }

    /** Whether two addresses lead to one database, as far as can be told without asking it. */
    public static boolean isSame(DatabaseAddress one, DatabaseAddress other) {
        if (one.backend() != other.backend()) {
            return false;
        }
        try {
            if (one.backend() == Backend.SQLITE) {
                return isSameFile(one.file(), other.file());
            }
            return one.port() == other.port()
                    && one.name().equalsIgnoreCase(other.name())
                    && isSameHost(one.host(), other.host());
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseException.Kind.UNAVAILABLE,
                    "it can't be told whether " + one + " and " + other + " are the same: " + e,
                    e);
        }
    }

    private static boolean isSameFile(Path one, Path other) throws IOException {
        if (Files.exists(one) && Files.exists(other)) {
            return Files.isSameFile(one, other);
        }
        return real(one).equals(real(other));
    }

    /** Without links, even where the last parts of the path are not there yet. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (Files.exists(absolute) || parent == null) {
            return absolute.toRealPath();
        }
        if (Files.isSymbolicLink(absolute)) {
            return real(parent.resolve(Files.readSymbolicLink(absolute)));
        }
        return real(parent).resolve(absolute.getFileName());
    }

    private static boolean isSameHost(String one, String other) throws SocketException {
        if (one.equals(other)) {
            return true;
        }
        Set<String> ones = names(one);
        ones.retainAll(names(other));
        return !ones.isEmpty();
    }

    /** A host's addresses; all of this machine's own are one. */
    private static Set<String> names(String host) throws SocketException {
        Set<String> names = new HashSet<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                boolean here =
                        address.isLoopbackAddress()
                                || address.isAnyLocalAddress()
                                || NetworkInterface.getByInetAddress(address) != null;
                names.add(here ? "localhost" : address.getHostAddress());
            }
        } catch (UnknownHostException e) {
            names.add(host);
        }
        return names;
    }

    /** What another database says it is; nothing if it is not there or does not answer. */
    private static Optional<UUID> identity(DatabaseAddress address) {
        if (address.backend() == Backend.SQLITE && !Files.exists(address.file())) {
            return Optional.empty();
        }
        try (Connection connection = Connections.to(address, SHORT).getConnection()) {
            return Stamp.read(connection).map(Stamp::dbUuid);
        } catch (SQLException | DatabaseException e) {
            return Optional.empty();
        }
    }
}
