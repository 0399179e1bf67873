package org.foldbase.server.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A user as others may know them.
 *
 * @param name as its owner writes it
 * @param active whether they may sign in
 * @param hasPassword whether they ever chose one
 */
public record Account(
        long id,
        String name,
        Optional<String> email,
        Role role,
        boolean active,
        boolean hasPassword,
        Instant createdAt) {}
