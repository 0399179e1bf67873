package org.foldbase.migrate.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * A small library: shelves hold books, books have chapters (deleted with them) and loans (which
 * forget a book that is deleted). Every neutral type occurs.
 */
public final class SampleSchema {

    public static final ColumnType BIGINT = ColumnType.of(Kind.BIGINT);
    public static final ColumnType INT = ColumnType.of(Kind.INT);

    private SampleSchema() {}

    public static Schema library() {
        return Schema.of(List.of(shelf(), book(), chapter(), loan()));
    }

    /** The library in a town of eleven more tables, each of which refers to the one before. */
    public static Schema town() {
        List<Table> tables = new ArrayList<>(library().tables());
        for (int i = 1; i <= 11; i++) {
            String before = i == 1 ? "shelf" : "house_" + (i - 1);
            tables.add(
                    new Table(
                            "house_" + i,
                            List.of(
                                    Column.identity("id", BIGINT),
                                    Column.required("street", ColumnType.string(40)),
                                    Column.nullable("neighbour_id", BIGINT)),
                            List.of("id"),
                            List.of(
                                    new ForeignKey(
                                            "fk_house_" + i,
                                            List.of("neighbour_id"),
                                            before,
                                            List.of("id"),
                                            OnDelete.CASCADE),
                                    new Index("ix_house_" + i, List.of("street")))));
        }
        return Schema.of(tables);
    }

    private static Table shelf() {
        return new Table(
                "shelf",
                List.of(
                        Column.identity("id", BIGINT),
                        Column.required("label", ColumnType.string(40)),
                        Column.nullable("floor", INT)),
                List.of("id"),
                List.of());
    }

    private static Table book() {
        return new Table(
                "book",
                List.of(
                        Column.identity("id", BIGINT),
                        Column.required("title", ColumnType.string(80)),
                        Column.nullable("subtitle", ColumnType.string(80)),
                        Column.required("kind", ColumnType.string(20)).withDefault("NOVEL"),
                        Column.required("pages", INT),
                        Column.required("lent", ColumnType.of(Kind.BOOLEAN)).withDefault("false"),
                        Column.required("weight_kg", ColumnType.of(Kind.DOUBLE)).withDefault("0.5"),
                        Column.nullable("abstract_text", ColumnType.of(Kind.TEXT)),
                        Column.nullable("added_at", ColumnType.of(Kind.INSTANT)).withDefault("now"),
                        Column.nullable("serial", ColumnType.of(Kind.UUID)),
                        Column.nullable("details", ColumnType.of(Kind.JSON)).withDefault("{}"),
                        Column.nullable("cover", ColumnType.of(Kind.BLOB)),
                        Column.required("shelf_id", BIGINT)),
                List.of("id"),
                List.of(
                        new ForeignKey(
                                "fk_book_shelf_id",
                                List.of("shelf_id"),
                                "shelf",
                                List.of("id"),
                                OnDelete.NO_ACTION),
                        new Unique("uq_book_title", List.of("title")),
                        new Check("ck_book_kind", "kind in ('ATLAS', 'NOVEL')"),
                        new Check("ck_book_pages", "pages > 0"),
                        new Index("ix_book_pages", List.of("pages"))));
    }

    private static Table chapter() {
        return new Table(
                "chapter",
                List.of(
                        Column.required("book_id", BIGINT),
                        Column.required("place", INT),
                        Column.nullable("heading", ColumnType.string(60))),
                List.of("book_id", "place"),
                List.of(
                        new ForeignKey(
                                "fk_chapter_book_id",
                                List.of("book_id"),
                                "book",
                                List.of("id"),
                                OnDelete.CASCADE)));
    }

    private static Table loan() {
        return new Table(
                "loan",
                List.of(
                        Column.identity("id", INT),
                        new Column("book_id", BIGINT, true, Optional.empty(), false),
                        Column.nullable("reader", ColumnType.string(30))),
                List.of("id"),
                List.<Constraint>of(
                        new ForeignKey(
                                "fk_loan_book_id",
                                List.of("book_id"),
                                "book",
                                List.of("id"),
                                OnDelete.SET_NULL)));
    }

    /** Rows and child rows in every table; the newest book was deleted, so its id is used up. */
    public static void fill(DataSource source) throws SQLException {
        Backend.execute(
                source,
                "insert into shelf (label, floor) values ('North', 1), ('South', null)",
                "insert into book (title, subtitle, pages, shelf_id) values"
                        + " ('Étude', 'a ''quoted'' one', 10, 1), ('étude', null, 20, 1),"
                        + " ('Maps', null, 30, 2), ('Gone', null, 1, 2)",
                "update book set kind = 'ATLAS', lent = true, weight_kg = 1.25, abstract_text ="
                        + " 'long, \"and\" \\ odd', details = '{\"a\": [1, 2]}' where title = 'Maps'",
                "delete from book where title = 'Gone'",
                "insert into chapter (book_id, place, heading) values (1, 1, 'One'), (1, 2, null),"
                        + " (3, 1, 'One')",
                "insert into loan (book_id, reader) values (1, 'Ada'), (3, 'Bob'), (null, 'Cyd')");
    }
}
