package org.foldbase.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Addresses of other views of the list that a page shows, and how numbers are written. */
public final class Links {

    private Links() {}

    /**
     * The same query for another page.
     *
     * @param query with or without a question mark before it
     */
    public static String page(String query, int page) {
        return with(query, "page", Integer.toString(page));
    }

    /** The same query from its first page on, with one parameter replaced; empty takes it away. */
    public static String with(String query, String name, String value) {
        UriComponentsBuilder builder =
                UriComponentsBuilder.newInstance()
                        .query(query.startsWith("?") ? query.substring(1) : query)
                        .replaceQueryParam("page")
                        .replaceQueryParam(name);
        if (!value.isEmpty()) {
            builder.queryParam(name, UriUtils.encodeQueryParam(value, StandardCharsets.UTF_8));
        }
        String built = builder.build(true).toUriString();
        return built.isEmpty() ? "?" : built;
    }

    /** With a comma between thousands. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A length along the genome in the unit that reads best. */
    public static String basePairs(long bp) {
        if (bp != 0 && bp % 1_000_000 == 0) {
            return number(bp / 1_000_000) + " Mb";
        }
        return bp != 0 && bp % 1000 == 0 ? number(bp / 1000) + " kb" : number(bp) + " bp";
    }
}
