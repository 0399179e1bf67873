package org.foldbase.migrate.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;

/**
 * The library and a change of it that keeps every row.
 *
 * @param base the first revision only
 */
record LibraryRevisions(Migrations base, Migrations all) {

    static final LibraryRevisions NONE =
            new LibraryRevisions(Migrations.of(List.of()), Migrations.of(List.of()));

    /** What {@link #books} says of {@link SampleSchema#fill}, before and after the change. */
    static final List<List<String>> BOOKS =
            List.of(
                    List.of("1", "Étude", "NOVEL", "1"),
                    List.of("2", "étude", "NOVEL", "1"),
                    List.of("3", "Maps", "ATLAS", "2"),
                    List.of("1", "1", "One"),
                    List.of("1", "2", "null"),
                    List.of("3", "1", "One"),
                    List.of("1", "1", "Ada"),
                    List.of("2", "3", "Bob"),
                    List.of("3", "null", "Cyd"));

    static LibraryRevisions writeTo(Path folder) throws IOException {
        Migrations none = NONE.all();
        Revision first =
                none.next(
                        "library",
                        SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                        Clock.systemUTC());
        Migrations base = none.with(first);
        List<Operation> up =
                List.of(
                        new Operation.AddColumn(
                                "book",
                                Column.required("copies", SampleSchema.INT).withDefault("1")),
                        new Operation.RenameColumn("book", "pages", "leaves"),
                        new Operation.ChangeColumn(
                                "book", Column.required("title", ColumnType.string(90))),
                        new Operation.AddConstraint(
                                "shelf", new Unique("uq_shelf_label", List.of("label"))));
        Migrations all = then(base, up.toArray(Operation[]::new));
        Migrations.write(first, folder);
        Migrations.write(all.heads().getFirst(), folder);
        return new LibraryRevisions(base, all);
    }

    /** An hour later, these changes. */
    static Migrations then(Migrations before, Operation... operations) {
        List<Operation> up = List.of(operations);
        return before.with(
                before.next(
                        "more",
                        new SchemaDiff(up, Operation.inverse(up, before.snapshot()), List.of()),
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(1))));
    }

    /** Every row, and of books what the change leaves as it is. */
    static List<List<String>> books(DataSource source) throws SQLException {
        List<List<String>> rows =
                Rows.of(source, "select id, title, kind, shelf_id from book order by id");
        rows.addAll(Rows.of(source, "select * from chapter order by 1, 2"));
        rows.addAll(Rows.of(source, "select * from loan order by 1"));
        return rows;
    }

    /** Of a database, for another process. */
    static String url(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String url = connection.getMetaData().getURL();
            return url.startsWith("jdbc:postgresql")
                    ? url + (url.contains("?") ? "&" : "?") + "user=postgres"
                    : url;
        }
    }
}
