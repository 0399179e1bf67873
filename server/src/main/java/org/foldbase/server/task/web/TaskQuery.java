package org.foldbase.server.task.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list, as URLs have it; an empty value says nothing.
 *
 * @param status one or several with commas between; {@code active} for all that go on
 */
record TaskQuery(@Nullable String status, @Nullable String page, @Nullable String size) {

    static final String ACTIVE = "active";

    /** The status as it was asked for, or nothing. */
    String asked() {
        return status == null ? "" : status.strip().toLowerCase(Locale.ROOT);
    }

    Set<TaskStatus> statuses() {
        String asked = asked();
        if (asked.isEmpty()) {
            return Set.of();
        } else if (asked.equals(ACTIVE)) {
            return Set.of(TaskStatus.QUEUED, TaskStatus.RUNNING);
        }
        return Arrays.stream(asked.split(",", -1)).map(TaskQuery::one).collect(Collectors.toSet());
    }

    private static TaskStatus one(String text) {
        return Arrays.stream(TaskStatus.values())
                .filter(it -> it.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.invalid(
                                "The status is active, queued, running, done, failed or"
                                        + " cancelled."));
    }

    int pageNumber() {
        return number(page, 1);
    }

    int rows() {
        return number(size, Listing.DEFAULT_SIZE);
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        } else if (!text.matches("\\d{1,7}")) {
            throw Refusal.invalid("Page and size are whole numbers.");
        }
        return Integer.parseInt(text);
    }
}
