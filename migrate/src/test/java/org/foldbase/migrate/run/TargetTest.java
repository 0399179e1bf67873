package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.schema.Table;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where one can ask to be taken: head, base, a revision, some steps on, some back. */
final class TargetTest {

    private final List<Revision> revisions = new ArrayList<>();
    private Migrations migrations = Migrations.of(List.of());

    @BeforeEach
    void writeThreeRevisions() {
        List<Table> tables = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            tables.add(
                    new Table(
                            name,
                            List.of(Column.required("id", ColumnType.of(ColumnType.Kind.INT))),
                            List.of("id"),
                            List.of()));
            Instant noon = Instant.parse("2026-11-21T12:00:00Z").plusSeconds(tables.size());
            Revision revision =
                    migrations.next(
                            name,
                            SchemaDiff.between(migrations.snapshot(), Schema.of(tables)),
                            Clock.fixed(noon, ZoneOffset.UTC));
            revisions.add(revision);
            migrations = migrations.with(revision);
        }
    }

    @Test
    void stepsAndRevisionsAreTargets() throws SQLException {
        DataSource source = Backend.SQLITE.fresh();
        Migrator migrator = new Migrator(source, migrations, RunSettings.by("test"));
        assertThat(migrator.current()).isEmpty();
        assertThat(migrator.upgrade("+2", false)).isEqualTo(revisions.subList(0, 2));
        assertThat(migrator.current()).containsExactly(revisions.get(1));
        assertThat(migrator.upgrade(revisions.get(2).id().substring(0, 6), false))
                .containsExactly(revisions.get(2));
        assertThat(migrator.downgrade(revisions.get(0).id(), false))
                .containsExactly(revisions.get(2), revisions.get(1));
        assertThat(migrator.current()).containsExactly(revisions.get(0));
        assertThat(migrator.downgrade("-1", false)).containsExactly(revisions.get(0));
        assertThat(Rows.tables(source)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNoTarget() throws SQLException {
        Migrator migrator =
                new Migrator(Backend.SQLITE.fresh(), migrations, RunSettings.by("test"));
        assertRefused(() -> migrator.upgrade("+4", false), "There are 3 revisions to apply, not 4");
        assertRefused(
                () -> migrator.downgrade("-1", false), "There are 0 revisions to revert, not 1");
        assertRefused(() -> migrator.upgrade("nowhere", false), "There is no revision nowhere");
        assertRefused(
                () -> migrator.downgrade(revisions.getFirst().id(), false),
                "The database does not have revision " + revisions.getFirst());
    }

    @Test
    void theHistorySaysWhoAndWhen() throws SQLException {
        Migrator migrator = new Migrator(Backend.H2.fresh(), migrations, RunSettings.by("Ada"));
        Instant before = Instant.now().minusSeconds(1);
        migrator.upgrade("head", false);
        assertThat(migrator.applied())
                .hasSize(3)
                .allSatisfy(applied -> {
                    assertThat(applied.appliedBy()).isEqualTo("Ada");
                    assertThat(Instant.parse(applied.appliedAt())).isBetween(before, Instant.now());
                });
    }

    private interface Asking {
        void ask() throws SQLException;
    }

    private static void assertRefused(Asking asking, String message) {
        assertThatThrownBy(asking::ask)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message);
    }
}
