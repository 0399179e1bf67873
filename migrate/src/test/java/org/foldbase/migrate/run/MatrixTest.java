package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.schema.Table;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of change, on every back-end, on tables with rows and child rows. */
final class MatrixTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Clock LATER = Clock.offset(NOON, Duration.ofHours(1));

    private static Migrations base = Migrations.of(List.of());

    static Stream<Arguments> cases() {
        return Arrays.stream(Backend.values())
                .flatMap(backend -> Change.all().map(change -> Arguments.of(backend, change)));
    }

    @BeforeAll
    static void writeTheFirstRevision() {
        Migrations none = Migrations.of(List.of());
        base =
                none.with(
                        none.next(
                                "library",
                                SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                                NOON));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void rowsSurviveTheWayThereAndBack(Backend backend, Change change) throws SQLException {
        DataSource source = backend.fresh();
        migrator(source, base).upgrade("head", false);
        SampleSchema.fill(source);
        SchemaDiff diff = SchemaDiff.between(base.snapshot(), change.wanted(), change.answers());
        Revision revision = base.next(change.name(), diff, LATER);
        Migrations both = base.with(revision);
        Map<String, List<List<String>>> before = surviving(source, diff.operations(), false);

        assertThat(diff.candidates()).isEmpty();
        assertThat(SchemaDiff.between(both.snapshot(), change.wanted()).operations()).isEmpty();

        Migrator migrator = migrator(source, both);
        assertThat(migrator.upgrade("head", true)).containsExactly(revision);
        assertThat(migrator.drift()).isEmpty();
        assertThat(surviving(source, diff.operations(), true)).isEqualTo(before);
        assertThat(migrator.upgrade("head", false)).isEmpty();
        assertTheNextBookGetsANewId(source, change);

        migrator.downgrade("-1", true);
        assertThat(migrator.drift()).isEmpty();
        assertThat(surviving(source, diff.operations(), false)).isEqualTo(before);

        migrator.downgrade("base", true);
        assertThat(Rows.tables(source)).isEmpty();
    }

    /** The last book's id was used up by one that was deleted. */
    private static void assertTheNextBookGetsANewId(DataSource source, Change change)
            throws SQLException {
        Table book = change.wanted().table("book").orElseGet(() -> change.wanted().get("volume"));
        String id = book.primaryKey().getFirst();
        List<String> names = book.columns().stream().map(Column::name).toList();
        String title = names.contains("title") ? "title" : "name";
        String pages = names.contains("pages") ? "pages" : "leaves";
        String lent = names.contains("lent") ? ", lent" : "";
        Backend.execute(
                source,
                "insert into %s (%s, %s, shelf_id%s) values ('New', 7, 1%s)"
                        .formatted(
                                book.name(), title, pages, lent, lent.isEmpty() ? "" : ", false"));
        assertThat(
                        Rows.of(
                                source,
                                "select %s from %s where %s = 'New'"
                                        .formatted(id, book.name(), title)))
                .containsExactly(List.of("5"));
        Backend.execute(source, "delete from %s where %s = 'New'".formatted(book.name(), title));
    }

    /** All values of the columns that are there before and after, by their name before. */
    private static Map<String, List<List<String>>> surviving(
            DataSource source, List<Operation> operations, boolean after) throws SQLException {
        Map<String, List<List<String>>> rows = new TreeMap<>();
        for (Table table : SampleSchema.library().tables()) {
            String tableNow = table.name();
            Map<String, String> columns = new TreeMap<>();
            table.columns().forEach(c -> columns.put(c.name(), c.name()));
            boolean dropped = false;
            for (Operation operation : operations) {
                switch (operation) {
                    case Operation.DropTable drop when drop.table().equals(table.name()) ->
                            dropped = true;
                    case Operation.RenameTable rename when rename.table().equals(table.name()) ->
                            tableNow = after ? rename.to() : tableNow;
                    case Operation.DropColumn drop when drop.table().equals(table.name()) ->
                            columns.remove(drop.column());
                    case Operation.RenameColumn rename
                            when after && rename.table().equals(table.name()) ->
                            columns.put(rename.column(), rename.to());
                    default -> {}
                }
            }
            if (!dropped) {
                String keys =
                        String.join(", ", table.primaryKey().stream().map(columns::get).toList());
                rows.put(
                        table.name(),
                        Rows.of(
                                source,
                                "select "
                                        + String.join(", ", columns.values())
                                        + " from "
                                        + tableNow
                                        + " order by "
                                        + keys));
            }
        }
        return rows;
    }

    private static Migrator migrator(DataSource source, Migrations migrations) {
        return new Migrator(source, migrations, RunSettings.by("test"));
    }
}
