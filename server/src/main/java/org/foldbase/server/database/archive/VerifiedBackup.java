package org.foldbase.server.database.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SafetyCopy;
import org.foldbase.server.database.Stamp;

/** A backup of rows that is restored and compared at once. */
public record VerifiedBackup(
        Migrations migrations, String programVersion, Duration connectTimeout, Clock clock)
        implements SafetyCopy {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Override
    public Copy take(DatabaseAddress address, Path folder) throws IOException, SQLException {
        Connections connections = Connections.to(address, connectTimeout);
        Instant now = clock.instant();
        Optional<Stamp> stamp;
        try (Connection connection = connections.getConnection()) {
            stamp = Stamp.read(connection);
        }
        Origin origin =
                new Origin(
                        stamp.map(it -> it.environment().key()).orElse("unknown"),
                        stamp.map(Stamp::dbUuid).orElseGet(() -> new UUID(0, 0)),
                        programVersion,
                        now);
        Path file = folder.resolve("before-reset-" + TIME.format(now) + ".foldbase");
        try (Snapshot snapshot = Snapshot.of(connections, migrations, Set.of("process"))) {
            BackupReport report =
                    Backup.write(
                            snapshot,
                            origin,
                            address.backend().title(),
                            List.of(),
                            Optional.empty(),
                            file,
                            Progress.NONE);
            Scratch.verify(file, snapshot, migrations, Progress.NONE);
            return new Copy(file, report.sha256(), report.rows());
        }
    }
}
