package org.foldbase.migrate.entity;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.UUID;
import org.foldbase.migrate.schema.OnDelete;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A program as it was at first. */
@NullUnmarked
final class FirstLibrary {

    enum Kind {
        NOVEL,
        ATLAS
    }

    static final Class<?>[] ALL = {Shelf.class, Book.class, Chapter.class, Loan.class};

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false, length = 40, unique = true)
        String label;
    }

    @Entity(name = "Book")
    @Table(
            indexes = @Index(name = "ix_book_pages", columnList = "pages"),
            uniqueConstraints = @UniqueConstraint(columnNames = {"title", "shelf_id"}),
            check =
                    @CheckConstraint(
                            name = "ck_book_size",
                            constraint = "pages < 100000 and title <> ''"))
    static class Book {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false, length = 80)
        String title;

        @Enumerated(EnumType.STRING)
        @Column(nullable = false, length = 20)
        @ColumnDefault("'NOVEL'")
        Kind kind;

        int pages;

        @ColumnDefault("false")
        boolean lent;

        @ColumnDefault("0.5")
        double weightKg;

        @Column(length = 100_000)
        String abstractText;

        @ColumnDefault("current_timestamp")
        Instant addedAt;

        UUID serial;

        @JdbcTypeCode(SqlTypes.JSON)
        String details;

        byte[] cover;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        Shelf shelf;
    }

    @Embeddable
    static class ChapterId {
        @References(table = "book", onDelete = OnDelete.CASCADE)
        Long bookId;

        int place;
    }

    @Entity(name = "Chapter")
    static class Chapter {
        @EmbeddedId ChapterId id;

        @Column(length = 60)
        String heading;
    }

    @Entity(name = "Loan")
    static class Loan {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "book_id")
        @org.hibernate.annotations.OnDelete(action = OnDeleteAction.SET_NULL)
        Book book;

        String reader;
    }

    private FirstLibrary() {}
}
