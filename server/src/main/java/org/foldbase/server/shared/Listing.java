package org.foldbase.server.shared;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many rows there are on all pages
 * @param page counted from 1
 * @param size how many rows a page has at most
 */
public record Listing<T>(List<T> rows, long total, int page, int size) {

    /** How many rows a page has unless it is said. */
    public static final int USUAL_SIZE = 50;

    /** How many rows a page can have. */
    public static final int LARGEST_SIZE = 500;

    public Listing {
        rows = List.copyOf(rows);
        requirePage(page, size);
    }

    /** Refuses a page that can't be. */
    public static void requirePage(int page, int size) {
        if (page < 1 || size < 1 || size > LARGEST_SIZE) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "pages are counted from 1 and have 1 to %d rows, not page %d of %d rows"
                            .formatted(LARGEST_SIZE, page, size));
        }
    }
}
