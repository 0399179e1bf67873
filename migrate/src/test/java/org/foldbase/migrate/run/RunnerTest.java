package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.foldbase.migrate.run.LibraryRevisions.then;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.AddConstraint;
import org.foldbase.migrate.schema.Operation.ChangeColumn;
import org.foldbase.migrate.schema.Operation.DropColumn;
import org.foldbase.migrate.schema.Operation.DropConstraint;
import org.foldbase.migrate.schema.Operation.DropTable;
import org.foldbase.migrate.schema.Operation.RenameColumn;
import org.foldbase.migrate.schema.Operation.Sql;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the runner refuses, undoes and goes on with. */
final class RunnerTest {

    private static final Migrations NONE = Migrations.of(List.of());
    private static final Migrations BASE =
            NONE.with(
                    NONE.next(
                            "library",
                            SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                            at("2026-11-21T12:00:00Z")));

    @ParameterizedTest
    @EnumSource
    void rowsThatWouldNotFitAreCountedAndNothingChanges(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Backend.execute(source, "delete from loan where id = 2");
        Migrations more =
                then(
                        BASE,
                        new RenameColumn("book", "subtitle", "second_title"),
                        new ChangeColumn(
                                "book", Column.required("second_title", ColumnType.string(80))),
                        new ChangeColumn("book", Column.required("title", ColumnType.string(4))),
                        new AddConstraint(
                                "chapter", new Unique("uq_chapter_heading", List.of("heading"))),
                        new AddConstraint("book", new Check("ck_book_thick", "pages >= 20")),
                        new AddColumn("loan", Column.required("place", SampleSchema.INT)),
                        new AddConstraint(
                                "chapter",
                                new ForeignKey(
                                        "fk_chapter_place",
                                        List.of("place"),
                                        "loan",
                                        List.of("id"),
                                        OnDelete.NO_ACTION)));

        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> migrator(source, more).upgrade("head", false));
        assertThat(refused).hasMessageContaining("Rows stand in the way; nothing was changed");
        assertThat(refused.reasons())
                .containsExactly(
                        "table book: 2 rows have NULL in book.second_title, which becomes NOT NULL;"
                                + " id 2, 3",
                        "table book: 2 rows do not fit into book.title, which becomes string(4); id"
                                + " 1, 2",
                        "table chapter: 2 rows have values in [heading] that another has too, which"
                                + " becomes unique (uq_chapter_heading), such as One",
                        "table book: 1 row breaks the new check ck_book_thick of book: pages >= 20;"
                                + " id 1",
                        "table loan: 2 rows would have no value for the new column loan.place, which"
                                + " is NOT NULL; give it a default; id 1, 3",
                        "table chapter: 1 row in [place] refers to no row of loan (new foreign key"
                                + " fk_chapter_place of chapter); book_id, place 1/2");
        assertThat(migrator(source, more).current()).isEqualTo(BASE.heads());
        assertThat(migrator(source, BASE).drift()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void dataIsLostOnlyOnPermissionAndTheLossIsCounted(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Migrations more =
                then(
                        BASE,
                        new DropColumn("book", "subtitle"),
                        new DropConstraint("loan", "fk_loan_book_id"),
                        new DropTable("loan"));
        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> migrator(source, more).upgrade("head", false));
        assertThat(refused.reasons())
                .containsExactly("column book.subtitle with 1 value", "table loan with 3 rows");
        assertThat(Rows.of(source, "select count(*) from loan")).containsExactly(List.of("3"));

        migrator(source, more).upgrade("head", true);
        assertThat(Rows.tables(source)).doesNotContain("loan");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasChangedByHandIsNamed(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        assertThat(migrator(source, BASE).drift()).isEmpty();
        Backend.execute(
                source,
                "alter table shelf add column colour varchar(9)",
                "create index ix_by_hand on loan (reader)",
                "create table notes (id integer not null primary key)",
                "drop table chapter",
                backend == Backend.MARIADB
                        ? "drop index ix_book_pages on book"
                        : "drop index ix_book_pages");
        List<String> drift = migrator(source, BASE).drift();
        assertThat(drift).hasSize(5);
        assertThat(drift.get(0)).startsWith("table book: index ix_book_pages is missing");
        assertThat(drift.get(1)).isEqualTo("table chapter is missing");
        assertThat(drift.get(2))
                .startsWith("table loan: index ix_by_hand is there, but no migration made it");
        assertThat(drift.get(3)).isEqualTo("table notes is there, but no migration made it");
        assertThat(drift.get(4))
                .startsWith("table shelf: column colour is there, but no migration made it");
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyMadeByHandIsNotTakenForOurs(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Backend.execute(source, "alter table shelf add column colour varchar(9)");
        Migrations more =
                then(BASE, new AddColumn("shelf", Column.nullable("colour", ColumnType.string(9))));
        assertThatThrownBy(() -> migrator(source, more).upgrade("head", true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("table shelf: column colour is there already");
    }

    @Test
    void sqliteRebuildsNoTableThatHasPartsOfItsOwn() throws SQLException {
        DataSource source = filled(Backend.SQLITE);
        Backend.execute(
                source,
                "create trigger by_hand after insert on book begin update shelf set floor = 9; end");
        Migrations more =
                then(BASE, new AddColumn("book", Column.nullable("colour", ColumnType.string(9))));
        assertThatThrownBy(() -> migrator(source, more).upgrade("head", true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Table book was changed by hand")
                .hasMessageContaining("trigger by_hand");
        assertThat(Rows.of(source, "select count(*) from book")).containsExactly(List.of("3"));
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatFailsLeavesTheDatabaseAsItWas(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        String bad = backend == Backend.H2 ? "pages > 0 and max(pages) > 0" : "pages > (select 0)";
        Migrations more =
                then(
                        BASE,
                        new AddColumn("shelf", Column.nullable("colour", ColumnType.string(9))),
                        new AddConstraint("shelf", new Index("ix_shelf_floor", List.of("floor"))),
                        new AddConstraint("book", new Check("ck_book_odd", bad)));
        if (backend == Backend.H2) {
            assertThatThrownBy(() -> migrator(source, more).upgrade("head", true))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("This is no condition for a row, check ck_book_odd");
        } else {
            assertThatThrownBy(() -> migrator(source, more).upgrade("head", true))
                    .isInstanceOf(MigrationException.class)
                    .isNotInstanceOf(DirtyException.class)
                    .hasMessageContaining("add to book check ck_book_odd")
                    .hasMessageContaining(
                            backend == Backend.MARIADB
                                    ? "what it had done was undone"
                                    : "nothing was changed");
        }
        assertThat(migrator(source, more).current()).isEqualTo(BASE.heads());
        assertThat(migrator(source, BASE).drift()).isEmpty();
        assertThat(Rows.of(source, "select count(*) from chapter")).containsExactly(List.of("3"));
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatDiesAnywhereIsTakenBackOrGoneOnWith(Backend backend) throws SQLException {
        Migrations more =
                then(
                        BASE,
                        new RenameColumn("book", "pages", "leaves"),
                        new AddColumn("shelf", Column.nullable("colour", ColumnType.string(9))),
                        new ChangeColumn("book", Column.nullable("leaves", SampleSchema.BIGINT)),
                        new DropConstraint("book", "ix_book_pages"),
                        new DropConstraint("loan", "fk_loan_book_id"),
                        new AddConstraint("loan", new Unique("uq_loan_reader", List.of("reader"))));
        List<String> steps = new ArrayList<>();
        DataSource counted = filled(backend);
        listening(counted, more, countingInto(steps)).upgrade("head", false);
        int up = steps.size();
        listening(counted, more, countingInto(steps)).downgrade("-1", true);
        assertThat(up).isGreaterThanOrEqualTo(8);

        for (int step = 1; step <= steps.size(); step++) {
            for (boolean before : new boolean[] {true, false}) {
                DataSource source = filled(backend);
                List<List<String>> rows = Rows.of(source, "select id, title from book order by id");
                Migrator dying = listening(source, more, new Dying(step, before));
                try {
                    dying.upgrade("head", false);
                    dying.downgrade("-1", true);
                } catch (Dying.Killed expected) {
                    // What it left behind is looked at below.
                }
                Migrator next = migrator(source, more);
                try {
                    next.upgrade("head", false);
                } catch (DirtyException dirty) {
                    assertThat(backend).isIn(Backend.MARIADB, Backend.H2);
                    assertThat(next.resume()).contains(more.heads().getFirst());
                    next.upgrade("head", false);
                }
                assertThat(next.drift()).as("%s, step %d", backend, step).isEmpty();
                assertThat(next.current()).isEqualTo(more.heads());
                assertThat(Rows.of(source, "select id, title from book order by id"))
                        .isEqualTo(rows);
            }
        }
    }

    private static StepListener countingInto(List<String> steps) {
        return new StepListener() {
            @Override
            public void before(String statement) {
                steps.add(statement);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aDataStepMayFillWhatTheNextOneRequires(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Migrations more =
                then(
                        BASE,
                        new Sql(
                                Map.of(
                                        "all",
                                        List.of(
                                                "update book set subtitle = 'none' where subtitle is"
                                                        + " null")),
                                List.of(),
                                false),
                        new ChangeColumn(
                                "book", Column.required("subtitle", ColumnType.string(80))));
        migrator(source, more).upgrade("head", false);
        assertThat(migrator(source, more).drift()).isEmpty();
        assertThat(Rows.of(source, "select count(*) from book where subtitle = 'none'"))
                .containsExactly(List.of("2"));
    }

    @Test
    void anAppliedRevisionThatWasEditedIsRefusedByName() throws SQLException {
        DataSource source = filled(Backend.SQLITE);
        Revision applied = BASE.heads().getFirst();
        Migrations edited =
                Migrations.of(
                        List.of(
                                new Revision(
                                        applied.id(),
                                        applied.parents(),
                                        applied.replaces(),
                                        applied.message(),
                                        applied.date(),
                                        applied.up(),
                                        applied.down(),
                                        applied.snapshot(),
                                        "0".repeat(64))));
        assertThatThrownBy(() -> migrator(source, edited).upgrade("head", false))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(applied.fileName() + " was edited after it was applied");
    }

    @Test
    void aDatabaseAheadOfTheProgramIsRefused() throws SQLException {
        DataSource source = filled(Backend.SQLITE);
        assertThatThrownBy(() -> migrator(source, NONE).upgrade("head", false))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("it is ahead of this program");
    }

    @ParameterizedTest
    @EnumSource
    void theScriptForADbaDoesTheSame(Backend backend) throws SQLException {
        DataSource source = backend.fresh();
        Migrations more =
                then(
                        BASE,
                        new RenameColumn("book", "pages", "leaves"),
                        new AddColumn("shelf", Column.nullable("colour", ColumnType.string(9))),
                        new AddConstraint("loan", new Unique("uq_loan_reader", List.of("reader"))));
        Migrator migrator = migrator(source, more);
        runScript(source, backend, more, "base", "head");
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.current()).isEqualTo(more.heads());
        assertThat(migrator.upgrade("head", false)).isEmpty();

        String first = BASE.heads().getFirst().id();
        runScript(source, backend, more, "head", first);
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.current()).isEqualTo(BASE.heads());
        runScript(source, backend, more, first, "head");
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.upgrade("head", false)).isEmpty();

        runScript(source, backend, more, "head", "base");
        assertThat(Rows.tables(source)).isEmpty();
        assertThat(migrator.upgrade("head", false)).hasSize(2);
    }

    private static void runScript(
            DataSource source, Backend backend, Migrations migrations, String from, String to)
            throws SQLException {
        String script =
                Migrator.script(migrations, backend.dialect(), from, to, RunSettings.by("a DBA"));
        Backend.execute(
                source,
                java.util.Arrays.stream(script.replaceAll("(?m)^--.*\n", "").split(";\n"))
                        .map(String::strip)
                        .filter(sql -> !sql.isEmpty())
                        .toArray(String[]::new));
    }

    @Test
    void stampNotesARevisionAndChangesNoTable() throws SQLException {
        DataSource source = Backend.H2.fresh();
        Migrator migrator = migrator(source, BASE);
        migrator.stamp("head");
        assertThat(migrator.current()).isEqualTo(BASE.heads());
        assertThat(Rows.tables(source)).containsExactly("migrate_history");
        assertThat(migrator.drift()).contains("table book is missing");
        migrator.stamp("base");
        assertThat(Rows.tables(source)).isEmpty();
    }

    private static DataSource filled(Backend backend) throws SQLException {
        DataSource source = backend.fresh();
        migrator(source, BASE).upgrade("head", false);
        SampleSchema.fill(source);
        return source;
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private static Migrator migrator(DataSource source, Migrations migrations) {
        return new Migrator(source, migrations, RunSettings.by("test"));
    }

    private static Migrator listening(
            DataSource source, Migrations migrations, StepListener listener) {
        return new Migrator(source, migrations, RunSettings.by("test").withListener(listener));
    }
}
