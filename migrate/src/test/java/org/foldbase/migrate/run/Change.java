package org.foldbase.migrate.run;

import static org.foldbase.migrate.testing.SampleSchema.BIGINT;
import static org.foldbase.migrate.testing.SampleSchema.INT;

import java.util.List;
import java.util.stream.Stream;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.AddConstraint;
import org.foldbase.migrate.schema.Operation.ChangeColumn;
import org.foldbase.migrate.schema.Operation.CreateTable;
import org.foldbase.migrate.schema.Operation.DropColumn;
import org.foldbase.migrate.schema.Operation.DropConstraint;
import org.foldbase.migrate.schema.Operation.DropTable;
import org.foldbase.migrate.schema.Operation.RenameColumn;
import org.foldbase.migrate.schema.Operation.RenameTable;
import org.foldbase.migrate.schema.Renames;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.foldbase.migrate.testing.SampleSchema;

/**
 * A change of the sample schema: what an author's entities would ask for, and what the difference
 * has to find.
 *
 * @param operations lead to the wanted schema; the difference finds them by itself
 * @param renames what its author said
 */
record Change(String name, List<Operation> operations, List<String> renames) {

    private static final ColumnType TEXT_20 = ColumnType.string(20);

    Schema wanted() {
        return SampleSchema.library().apply(operations);
    }

    Renames answers() {
        return Renames.parse(renames);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Change of(String name, Operation... operations) {
        return new Change(name, List.of(operations), List.of());
    }

    /** The 17 kinds, and some combinations that are known to be hard. */
    static Stream<Change> all() {
        return Stream.of(
                of(
                        "1 add table",
                        new CreateTable(
                                new Table(
                                        "review",
                                        List.of(
                                                Column.identity("id", BIGINT),
                                                Column.required("book_id", BIGINT),
                                                Column.required("stars", INT).withDefault("3")),
                                        List.of("id"),
                                        List.of(
                                                key("review", "book", OnDelete.CASCADE),
                                                new Check(
                                                        "ck_review_stars", "stars between 1 and 5"),
                                                new Index(
                                                        "ix_review_book_id",
                                                        List.of("book_id")))))),
                of(
                        "2 drop table",
                        new DropConstraint("loan", "fk_loan_book_id"),
                        new DropTable("loan")),
                of("3 add nullable column", add("book", Column.nullable("language", TEXT_20))),
                of(
                        "4 add NOT NULL column with default",
                        add("book", Column.required("language", TEXT_20).withDefault("it's \\ en")),
                        add("book", Column.required("copies", INT).withDefault("-1")),
                        add(
                                "book",
                                Column.required("rare", ColumnType.of(Kind.BOOLEAN))
                                        .withDefault("true"))),
                of(
                        "5 drop column",
                        new DropColumn("book", "subtitle"),
                        new DropColumn("book", "weight_kg")),
                new Change(
                        "6 rename column",
                        List.of(new RenameColumn("book", "subtitle", "second_title")),
                        List.of("book.subtitle:second_title")),
                of(
                        "7 nullable to NOT NULL",
                        change("chapter", Column.nullable("heading", ColumnType.string(60))),
                        change("loan", Column.required("reader", ColumnType.string(30)))),
                of("8 NOT NULL to nullable", change("book", Column.nullable("pages", INT))),
                of(
                        "9 lengthen a varchar",
                        change("book", Column.required("title", ColumnType.string(200)))),
                of("10 int to bigint", change("book", Column.required("pages", BIGINT))),
                of(
                        "11 add index",
                        new AddConstraint(
                                "book", new Index("ix_book_lent", List.of("lent", "kind")))),
                of("12 drop index", new DropConstraint("book", "ix_book_pages")),
                of(
                        "13 add unique",
                        new AddConstraint(
                                "book", new Unique("uq_book_pages", List.of("pages", "kind")))),
                of(
                        "14 change ON DELETE of a foreign key",
                        new DropConstraint("loan", "fk_loan_book_id"),
                        new AddConstraint("loan", key("loan", "book", OnDelete.CASCADE))),
                of("14 drop a foreign key", new DropConstraint("chapter", "fk_chapter_book_id")),
                of(
                        "15 change defaults",
                        change("book", Column.required("kind", TEXT_20).withDefault("ATLAS")),
                        change("book", Column.required("lent", ColumnType.of(Kind.BOOLEAN)))),
                of(
                        "16 add an enum value",
                        new DropConstraint("book", "ck_book_kind"),
                        new AddConstraint(
                                "book",
                                new Check("ck_book_kind", "kind in ('ATLAS', 'NOVEL', 'POEM')"))),
                of(
                        "17 add a CHECK",
                        new AddConstraint(
                                "shelf",
                                new Check("ck_shelf_floor", "floor >= 0 and label <> 'floor'"))),
                of("17 drop a CHECK", new DropConstraint("book", "ck_book_pages")),
                new Change(
                        "rename a column under a check, an index and a unique",
                        List.of(
                                new RenameColumn("book", "pages", "leaves"),
                                new RenameColumn("book", "title", "name")),
                        List.of("book.pages:leaves", "book.title:name")),
                new Change(
                        "rename columns of a foreign key, on both sides",
                        List.of(
                                new RenameColumn("book", "id", "book_number"),
                                new RenameColumn("loan", "book_id", "lent_book")),
                        List.of("book.id:book_number", "loan.book_id:lent_book")),
                new Change(
                        "rename a table that others refer to",
                        List.of(new RenameTable("book", "volume")),
                        List.of("book:volume")),
                of(
                        "bigint to int and back, of a primary key that others refer to",
                        new DropConstraint("book", "fk_book_shelf_id"),
                        change("shelf", Column.identity("id", INT)),
                        change("book", Column.required("shelf_id", INT)),
                        new AddConstraint("book", key("book", "shelf", OnDelete.NO_ACTION))),
                of(
                        "a unique on which a foreign key leans, and back",
                        new AddConstraint(
                                "loan", new Unique("uq_loan_book", List.of("book_id", "reader"))),
                        new DropConstraint("book", "uq_book_title")),
                of(
                        "shorten a text",
                        change("book", Column.nullable("abstract_text", ColumnType.string(100)))),
                of(
                        "two tables that refer to each other",
                        new CreateTable(
                                new Table(
                                        "author",
                                        List.of(
                                                Column.required("id", ColumnType.of(Kind.UUID)),
                                                Column.nullable(
                                                        "first_work_id", ColumnType.of(Kind.UUID))),
                                        List.of("id"),
                                        List.of())),
                        new CreateTable(
                                new Table(
                                        "work",
                                        List.of(
                                                Column.required("id", ColumnType.of(Kind.UUID)),
                                                Column.nullable(
                                                        "author_id", ColumnType.of(Kind.UUID))),
                                        List.of("id"),
                                        List.of(key("work", "author", OnDelete.SET_NULL)))),
                        new AddConstraint(
                                "author",
                                new ForeignKey(
                                        "fk_author_first_work_id",
                                        List.of("first_work_id"),
                                        "work",
                                        List.of("id"),
                                        OnDelete.SET_NULL))));
    }

    private static Operation add(String table, Column column) {
        return new AddColumn(table, column);
    }

    private static Operation change(String table, Column column) {
        return new ChangeColumn(table, column);
    }

    private static ForeignKey key(String table, String target, OnDelete onDelete) {
        return new ForeignKey(
                "fk_" + table + "_" + target + "_id",
                List.of(target + "_id"),
                target,
                List.of("id"),
                onDelete);
    }
}
