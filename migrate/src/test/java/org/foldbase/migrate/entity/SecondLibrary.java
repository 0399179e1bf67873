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
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.UUID;
import org.foldbase.migrate.schema.OnDelete;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.NullUnmarked;

/** The same program later: every kind of change that entities can make. */
@NullUnmarked
final class SecondLibrary {

    enum Kind {
        NOVEL,
        ATLAS,
        POEM
    }

    static final Class<?>[] ALL = {Shelf.class, Book.class, Chapter.class, Review.class};

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false, length = 40)
        String label;

        @Column(unique = true)
        Integer floor;
    }

    @Entity(name = "Book")
    @Table(
            indexes = @Index(columnList = "kind, lent"),
            uniqueConstraints = @UniqueConstraint(columnNames = {"title", "shelf_id"}),
            check =
                    @CheckConstraint(
                            name = "ck_book_size",
                            constraint = "pages < 200000 and title <> ''"))
    static class Book {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false, length = 120)
        String title;

        @Enumerated(EnumType.STRING)
        @Column(nullable = false, length = 20)
        @ColumnDefault("'POEM'")
        Kind kind;

        long pages;

        @ColumnDefault("false")
        boolean lent;

        @ColumnDefault("0.5")
        Double weightKg;

        @Column(length = 100_000, nullable = false)
        String abstractText;

        @ColumnDefault("current_timestamp")
        Instant addedAt;

        @Column(name = "serial_number")
        UUID serial;

        byte[] cover;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        @org.hibernate.annotations.OnDelete(action = OnDeleteAction.CASCADE)
        Shelf shelf;

        @Column(nullable = false)
        @ColumnDefault("1")
        int copies;

        String language;
    }

    @Embeddable
    static class ChapterId {
        Long bookId;

        int place;
    }

    @Entity(name = "Chapter")
    static class Chapter {
        @EmbeddedId ChapterId id;

        @Column(length = 60)
        String heading;
    }

    @Entity(name = "Review")
    static class Review {
        @Id UUID id;

        @Column(nullable = false)
        @References(table = "book", onDelete = OnDelete.CASCADE)
        Long bookId;
    }

    private SecondLibrary() {}
}
