package org.foldbase.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;

/** The way back, with nobody else at the database, and noted in the log of operations. */
public final class Downgrade {

    private final SchemaHistory history;
    private final Settings settings;
    private final Environment environment;

    public Downgrade(SchemaHistory history, Settings settings) {
        this.history = history;
        this.settings = settings;
        this.environment = settings.environment();
    }

    /**
     * What was done.
     *
     * @param reverted the revisions, newest first
     */
    public record Outcome(List<Revision> reverted, Optional<SafetyCopy.Copy> backup) {}

    /** Refuses a database that is not sound, not of this environment, or in use. */
    public void requireReady() throws SQLException {
        history.requireSound();
        history.requireFits(environment);
        try (Connection connection =
                Connections.to(history.address(), settings.connectTimeout()).getConnection()) {
            LiveUse.requireNone(connection, history.address());
        }
    }

    /**
     * Reverts revisions; the caller holds the {@link DatabaseLock} alone.
     *
     * @param target as {@link SchemaHistory#downgrade} wants it
     * @param backup taken before, if one is wanted
     */
    public Outcome run(
            String target,
            boolean allowDataLoss,
            Optional<SafetyCopy> backup,
            List<String> arguments)
            throws IOException, SQLException {
        OperationsLog.Operation operation =
                new OperationsLog(settings.dataDir(), Clock.systemUTC())
                        .begin("db downgrade", arguments);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("environment", environment.key());
        details.put("database", history.address().toString());
        try {
            Optional<SafetyCopy.Copy> copy = Optional.empty();
            if (backup.isPresent()) {
                Path folder = settings.dataDir().resolve("backups").resolve(environment.key());
                Files.createDirectories(folder);
                copy = Optional.of(backup.get().take(history.address(), folder));
            }
            copy.ifPresent(it -> details.put("backup", it.file().toString()));
            List<Revision> reverted = history.downgrade(target, allowDataLoss);
            details.put("reverted", reverted.stream().map(Revision::id).toList());
            operation.end("done", details);
            return new Outcome(reverted, copy);
        } catch (IOException | SQLException | RuntimeException e) {
            operation.end("failed: " + e.getMessage(), details);
            throw e;
        }
    }
}
