package org.foldbase.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What was done to databases, outside of them: {@code operations.log} in the data directory, one
 * JSON object a line, only ever appended to, and on the disk before the work goes on.
 */
public final class OperationsLog {

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(//[^/@:\\s]*):[^/@\\s]*@");
    private static final Pattern PASSWORD_IN_QUERY = Pattern.compile("(?i)(password=)[^&\\s]*");
    private static final Pattern SECRET_OPTION =
            Pattern.compile("(?i)(--[^=\\s]*(?:password|secret|token)[^=\\s]*)(=.*)?");

    private final Path dataDir;
    private final Clock clock;

    public OperationsLog(Path dataDir, Clock clock) {
        this.dataDir = dataDir;
        this.clock = clock;
    }

    /** The user's name on this machine. */
    public static String who() {
        return System.getProperty("user.name", "unknown");
    }

    /**
     * Notes that a command begins.
     *
     * @param command such as {@code db reset}
     * @param arguments as they were given; secrets among them are masked
     */
    public Operation begin(String command, List<String> arguments) throws IOException {
        Operation operation = new Operation(command, masked(arguments));
        operation.append("started", Map.of());
        return operation;
    }

    /** The arguments with what looks like a secret replaced. */
    static List<String> masked(List<String> arguments) {
        List<String> masked = new ArrayList<>();
        boolean secret = false;
        for (String argument : arguments) {
            var option = SECRET_OPTION.matcher(argument);
            if (secret) {
                masked.add("***");
                secret = false;
            } else if (option.matches()) {
                secret = option.group(2) == null;
                masked.add(secret ? argument : option.group(1) + "=***");
            } else {
                String url = PASSWORD_IN_URL.matcher(argument).replaceAll("$1:***@");
                masked.add(PASSWORD_IN_QUERY.matcher(url).replaceAll("$1***"));
            }
        }
        return masked;
    }

    /** One command, from its beginning to its end. */
    public final class Operation {
        private final UUID id = UUID.randomUUID();
        private final String command;
        private final List<String> arguments;

        private Operation(String command, List<String> arguments) {
            this.command = command;
            this.arguments = arguments;
        }

        /**
         * Notes how it ended.
         *
         * @param result {@code done}, or a sentence
         * @param details numbers, hashes, names of files: texts, numbers, booleans, maps and lists
         */
        public void end(String result, Map<String, Object> details) throws IOException {
            append(result, details);
        }

        /** Notes that it failed; if not even that can be noted, the failure says so. */
        public void failed(Exception failure) {
            try {
                append("failed: " + failure.getMessage(), Map.of());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }

        /** Writes a row of table audit_event; it counts when the caller's transaction does. */
        public void audit(Connection connection, Map<String, Object> details) throws SQLException {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("operation", id.toString());
            all.put("host", ProcessRegistry.host());
            all.put("arguments", arguments);
            all.putAll(details);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into audit_event (at, actor_name, action, object_type,"
                                    + " details) values (?, ?, ?, ?, ?)")) {
                SqlValues.of(connection)
                        .set(
                                insert,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                who(),
                                command.replace(' ', '.'),
                                "database",
                                Json.of(all));
                insert.executeUpdate();
            }
        }

        private void append(String result, Map<String, Object> details) throws IOException {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("at", Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString());
            entry.put("operation", id.toString());
            entry.put("who", who());
            entry.put("host", ProcessRegistry.host());
            entry.put("command", command);
            entry.put("arguments", arguments);
            entry.put("result", result);
            entry.putAll(details);
            write(Json.of(entry).text() + "\n");
        }
    }

    private void write(String line) throws IOException {
        Files.createDirectories(dataDir);
        try (FileChannel channel =
                FileChannel.open(
                        dataDir.resolve("operations.log"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
