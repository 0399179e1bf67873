package org.foldbase.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.SchemaDiff;

/** A source tree with migrations of its own, which commands in this process take for theirs. */
final class Checkout implements AutoCloseable {
    private static final String HOME = "foldbase.home";

    private final Path folder;
    private Clock clock = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    /** With the project's revisions. */
    Checkout(Path home) throws IOException {
        this.folder = Files.createDirectories(home.resolve("migrations"));
        Files.createFile(home.resolve("pom.xml"));
        try (Stream<Path> files = Files.list(Launched.HOME.resolve("migrations"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        System.setProperty(HOME, home.toString());
    }

    Path folder() {
        return folder;
    }

    Migrations migrations() throws IOException {
        return Migrations.load(folder);
    }

    Revision head() throws IOException {
        return migrations().heads().getFirst();
    }

    /** Writes a revision that follows the head. */
    Revision add(String message, Operation... operations) throws IOException {
        return add(migrations(), message, operations);
    }

    /** Writes a revision that follows the head of older migrations. */
    Revision add(Migrations older, String message, Operation... operations) throws IOException {
        clock = Clock.offset(clock, Duration.ofSeconds(1));
        List<Operation> up = List.of(operations);
        SchemaDiff changes = new SchemaDiff(up, Operation.inverse(up, older.snapshot()), List.of());
        Revision revision = older.next(message, changes, clock);
        Migrations.write(revision, folder);
        return revision;
    }

    Path file(Revision revision) {
        return folder.resolve(revision.fileName());
    }

    void removeAll() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        System.clearProperty(HOME);
    }
}
