package org.foldbase.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.entity.EntityModel;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example does what it says, and is the one that runs here. */
final class ReadmeTest {

    @TempDir Path temporary = Path.of("set by JUnit");

    @NullUnmarked
    @Entity(name = "Book")
    static class Book {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String title;
    }

    private List<String> example(Path folder, DataSource dataSource)
            throws IOException, SQLException {
        // README: begin
        Migrations migrations = Migrations.load(folder);

        // What changed since the newest revision?
        Schema wanted = EntityModel.of(Book.class);
        SchemaDiff changes = SchemaDiff.between(migrations.snapshot(), wanted);
        if (!changes.candidates().isEmpty()) {
            throw new MigrationException(Kind.RENAMES, "Renamed? " + changes.candidates());
        }
        if (!changes.isEmpty()) {
            Migrations.write(migrations.next("add books", changes, Clock.systemUTC()), folder);
        }

        // Bring a database there, and look whether it is as it should be.
        Migrator migrator = new Migrator(dataSource, Migrations.load(folder), RunSettings.by("me"));
        migrator.upgrade("head", false);
        List<String> changedByHand = migrator.drift();
        // README: end
        return changedByHand;
    }

    @Test
    void theExampleMakesTheTableAndTheSecondRunFindsNothing() throws IOException, SQLException {
        Path folder = temporary.resolve("migrations");
        DataSource source = Backend.SQLITE.fresh();
        assertThat(example(folder, source)).isEmpty();
        assertThat(example(folder, source)).isEmpty();
        assertThat(Rows.tables(source)).containsExactlyInAnyOrder("book", "migrate_history");
        assertThat(Migrations.load(folder).history()).hasSize(1);
    }

    @Test
    void theReadmeShowsTheExampleThatRuns() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/org/foldbase/migrate/ReadmeTest.java"));
        String ran =
                source.substring(
                        source.indexOf("// README: begin") + 16, source.indexOf("// README: end"));
        String readme = Files.readString(Path.of("README.md"));
        assertThat(stripped(readme)).contains(stripped(ran));
    }

    private static String stripped(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
