package org.foldbase.server.dataset.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list, as URLs have it; an empty value says nothing.
 *
 * @param q text to look for
 * @param sort key of an order, with a minus before it to turn it around
 */
record DatasetQuery(
        @Nullable String type,
        @Nullable String assembly,
        @Nullable String owner,
        @Nullable String state,
        @Nullable String q,
        @Nullable String sort,
        @Nullable String page,
        @Nullable String size) {

    static final String USUAL_SORT = "-created";

    DatasetFilter filter() {
        String order = given(sort).orElse(USUAL_SORT);
        boolean descending = order.startsWith("-");
        return new DatasetFilter(
                given(type).map(it -> choice(DatasetType.class, it, "type")),
                id(assembly, "assembly"),
                id(owner, "owner"),
                given(state).map(it -> choice(DatasetState.class, it, "state")),
                given(q),
                choice(DatasetFilter.Sort.class, descending ? order.substring(1) : order, "sort"),
                descending,
                number(page, 1, "page"),
                number(size, Listing.DEFAULT_SIZE, "size"));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(it -> !it.isEmpty());
    }

    static <E extends Enum<E>> E choice(Class<E> choices, String text, String what) {
        List<E> all = Arrays.asList(choices.getEnumConstants());
        return all.stream()
                .filter(it -> it.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> {
                    String names = all.toString().toLowerCase(Locale.ROOT);
                    return Refusal.invalid("The " + what + " is one of " + names + ".");
                });
    }

    private static OptionalLong id(@Nullable String text, String what) {
        return given(text)
                .map(it -> OptionalLong.of(whole(it, what, Long.MAX_VALUE)))
                .orElse(OptionalLong.empty());
    }

    private static int number(@Nullable String text, int otherwise, String what) {
        return given(text).map(it -> Math.toIntExact(whole(it, what, 1_000_000))).orElse(otherwise);
    }

    private static long whole(String text, String what, long most) {
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > most) {
            throw Refusal.invalid("The " + what + " is a whole number.");
        }
        return Long.parseLong(text);
    }
}
