package org.foldbase.server.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.shared.Listing;

/** Who did what, on which object, from where. Only ever appended to. */
public interface AuditLog {

    /**
     * What happened.
     *
     * @param actor the user name at that time
     * @param object type and id, such as {@code user 7}; empty if it was about no object
     */
    record Event(
            Instant at,
            String actor,
            String action,
            String object,
            Optional<String> address,
            Map<String, Object> details) {}

    /**
     * Notes something, in the transaction of what was done if there is one. The address is that of
     * the present request.
     *
     * @param action such as {@code dataset.delete}, at most 60 characters
     * @param objectType such as {@code dataset}; empty if it is about no object
     * @param objectId empty if it is about no object
     * @param details texts, numbers, booleans, lists and maps; nothing secret
     */
    void record(
            Actor actor,
            String action,
            String objectType,
            String objectId,
            Map<String, Object> details);

    /** The newest first. */
    Listing<Event> list(Actor by, int page, int size);
}
