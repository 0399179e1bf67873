package org.foldbase.server.shared;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param rows what is on it
 * @param total rows of all pages
 * @param page which one, from 1
 * @param size rows a page at most
 */
public record Listing<T>(List<T> rows, long total, int page, int size) {

    /** Rows a page if nobody says how many. */
    public static final int DEFAULT_SIZE = 50;

    /** Rows a page at most. */
    public static final int MAX_SIZE = 500;

    public Listing {
        rows = List.copyOf(rows);
    }

    /** Refuses a page that can't be. */
    public static void requirePage(int page, int size) {
        if (page < 1 || size < 1 || size > MAX_SIZE) {
            throw Refusal.invalid("Pages count from 1, and have 1 to " + MAX_SIZE + " rows.");
        }
    }

    /** How many pages there are; an empty list has one. */
    public int pages() {
        return (int) Math.max(1, Math.ceilDiv(total, size));
    }

    /** The same page of other things. */
    public <R> Listing<R> map(Function<T, R> to) {
        return new Listing<>(rows.stream().map(to).toList(), total, page, size);
    }
}
