package org.foldbase.migrate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Renames;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

final class EntityModelTest {

    private static final Schema FIRST = EntityModel.of(FirstLibrary.ALL);
    private static final Schema SECOND = EntityModel.of(SecondLibrary.ALL);

    @Test
    void everyJavaTypeHasItsNeutralType() {
        assertThat(FIRST.get("book").columns().stream().map(Column::toString))
                .containsExactlyInAnyOrder(
                        "id bigint identity NOT NULL",
                        "title string(80) NOT NULL",
                        "kind string(20) NOT NULL DEFAULT 'NOVEL'",
                        "pages int NOT NULL",
                        "lent boolean NOT NULL DEFAULT 'false'",
                        "weight_kg double NOT NULL DEFAULT '0.5'",
                        "abstract_text text",
                        "added_at instant DEFAULT 'now'",
                        "serial uuid",
                        "details json",
                        "cover blob",
                        "shelf_id bigint NOT NULL");
    }

    @Test
    void constraintsThatNobodyNamedAreNamedAfterTheirColumns() {
        assertThat(described(SchemaDiff.between(Schema.EMPTY, FIRST.apply(List.of()))))
                .contains("create table book");
        assertThat(FIRST.get("book").constraints().toString())
                .contains("ForeignKey[name=fk_book_shelf_id, columns=[shelf_id], targetTable=shelf")
                .contains("Unique[name=uq_book_title_shelf_id, columns=[title, shelf_id]]")
                .contains("Check[name=ck_book_kind, expression=kind in ('ATLAS', 'NOVEL')]")
                .contains("Check[name=ck_book_size, expression=pages < 100000 and title <> '']")
                .contains("Index[name=ix_book_pages, columns=[pages]]");
        assertThat(FIRST.get("book").constraints()).hasSize(5);
        assertThat(FIRST.get("shelf").constraints().toString())
                .isEqualTo("[Unique[name=uq_shelf_label, columns=[label]]]");
    }

    @Test
    void aFieldThatHoldsAnIdRefersToItsTable() {
        assertThat(FIRST.get("chapter").constraints().toString())
                .isEqualTo(
                        "[ForeignKey[name=fk_chapter_book_id, columns=[book_id], targetTable=book,"
                                + " targetColumns=[id], onDelete=CASCADE]]");
        assertThat(FIRST.get("loan").foreignKeys().toString()).contains("onDelete=SET_NULL");
    }

    @Test
    void everyKindOfChangeIsFound() {
        SchemaDiff diff =
                SchemaDiff.between(
                        FIRST,
                        SECOND,
                        Renames.parse(
                                List.of("book.serial:serial_number", "book.details:-", "loan:-")));
        assertThat(diff.candidates()).isEmpty();
        assertThat(described(diff))
                .containsExactlyInAnyOrder(
                        "create table review",
                        "drop from loan fk_loan_book_id",
                        "drop table loan",
                        "add column book.language string(255)",
                        "add column book.copies int NOT NULL DEFAULT '1'",
                        "drop column book.details",
                        "rename column book.serial to serial_number",
                        "change column book.abstract_text text NOT NULL",
                        "change column book.weight_kg double DEFAULT '0.5'",
                        "change column book.title string(120) NOT NULL",
                        "change column book.pages bigint NOT NULL",
                        "add to book index ix_book_kind_lent [kind, lent]",
                        "drop from book ix_book_pages",
                        "add column shelf.floor int",
                        "add to shelf unique uq_shelf_floor [floor]",
                        "drop from shelf uq_shelf_label",
                        "drop from book fk_book_shelf_id",
                        "add to book foreign key fk_book_shelf_id [shelf_id] to shelf[id] on delete"
                                + " cascade",
                        "drop from chapter fk_chapter_book_id",
                        "change column book.kind string(20) NOT NULL DEFAULT 'POEM'",
                        "drop from book ck_book_kind",
                        "add to book check ck_book_kind: kind in ('ATLAS', 'NOVEL', 'POEM')",
                        "drop from book ck_book_size",
                        "add to book check ck_book_size: pages < 200000 and title <> ''");
        assertThat(FIRST.apply(diff.operations())).isEqualTo(SECOND);
        assertThat(SECOND.apply(diff.inverse())).isEqualTo(FIRST);
    }

    @Test
    void whatMightBeARenameIsAskedAbout() {
        assertThat(SchemaDiff.between(FIRST, SECOND).candidates())
                .containsExactly("book.serial:serial_number");
    }

    @Test
    void theSameEntitiesGiveNoChange() {
        assertThat(SchemaDiff.between(FIRST, EntityModel.of(FirstLibrary.ALL)).isEmpty()).isTrue();
    }

    @Test
    void namesFollowTheApplicationsNamingStrategy() {
        Schema asWritten =
                EntityModel.of(
                        List.of(Plain.class),
                        Map.of(
                                "hibernate.physical_naming_strategy",
                                "org.foldbase.migrate.entity.EntityModelTest$Prefixed"));
        assertThat(asWritten.tables()).hasSize(1);
        assertThat(asWritten.get("app_plain").primaryKey()).containsExactly("id");
    }

    @Test
    void whatIsNotTheSameEverywhereIsRefusedWithItsColumn() {
        assertRefused(Ordinal.class, "ordinal.kind keeps an enum's ordinal");
        assertRefused(Local.class, "local.at is of a type that is not the same on every back-end");
        assertRefused(Counted.class, "only GenerationType.IDENTITY is there on every back-end");
        assertRefused(Reserved.class, "The table 'user' has a name that SQL keeps for itself");
        assertRefused(Expression.class, "expression.number has the default random()");
        assertRefused(
                Dangling.class, "dangling.other_id refers to table other, which no entity has");
    }

    private static void assertRefused(Class<?> entity, String message) {
        assertThatThrownBy(() -> EntityModel.of(entity))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message);
    }

    private static List<String> described(SchemaDiff diff) {
        return diff.operations().stream().map(Operation::describe).toList();
    }

    /** Table names get a prefix. */
    public static final class Prefixed
            extends org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl {
        @Override
        public org.hibernate.boot.model.naming.Identifier toPhysicalTableName(
                org.hibernate.boot.model.naming.Identifier name,
                org.hibernate.engine.jdbc.env.spi.JdbcEnvironment environment) {
            return org.hibernate.boot.model.naming.Identifier.toIdentifier(
                    "app_" + super.toPhysicalTableName(name, environment).getText());
        }
    }

    @NullUnmarked
    @Entity(name = "plain")
    static class Plain {
        @Id Long id;
    }

    @NullUnmarked
    @Entity(name = "ordinal")
    static class Ordinal {
        @Id Long id;
        @Enumerated FirstLibrary.Kind kind;
    }

    @NullUnmarked
    @Entity(name = "local")
    static class Local {
        @Id Long id;
        LocalDateTime at;
    }

    @NullUnmarked
    @Entity(name = "counted")
    static class Counted {
        @Id @GeneratedValue Long id;
    }

    @NullUnmarked
    @Entity(name = "anyone")
    @Table(name = "user")
    static class Reserved {
        @Id Long id;
    }

    @NullUnmarked
    @Entity(name = "expression")
    static class Expression {
        @Id Long id;

        @ColumnDefault("random()")
        double number;
    }

    @NullUnmarked
    @Entity(name = "dangling")
    static class Dangling {
        @Id Long id;

        @References(table = "other")
        Long otherId;
    }
}
