package org.foldbase.server.sample;

import static org.foldbase.server.sample.SampleRows.row;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** A user of every role, each with a password that is random and shown once. */
final class SampleUsers {

    private static final List<String> ROLES = List.of("VIEWER", "ANALYST", "MAINTAINER", "ADMIN");

    /** Without those that look alike. */
    private static final String LETTERS =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int PASSWORD_LENGTH = 20;

    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<String>> hashes = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();

    /** By the users' names; none before they are chosen. */
    Map<String, String> passwords() {
        return passwords;
    }

    /** They are hashed while the tables are made. */
    void choosePasswords() {
        SecureRandom random = new SecureRandom();
        Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19456, 2);
        for (String role : ROLES) {
            StringBuilder letters = new StringBuilder();
            random.ints(PASSWORD_LENGTH, 0, LETTERS.length())
                    .forEach(i -> letters.append(LETTERS.charAt(i)));
            String name = role.toLowerCase(Locale.ROOT);
            String password = letters.toString();
            passwords.put(name, password);
            hashes.put(
                    name,
                    CompletableFuture.supplyAsync(
                            () -> encoder.encode(password), Thread::startVirtualThread));
        }
    }

    void write(SampleRows rows) throws SQLException {
        for (String name : passwords.keySet()) {
            ids.put(
                    name,
                    rows.insert(
                            "app_user",
                            row(
                                    "username",
                                    name,
                                    "username_key",
                                    name,
                                    "password_hash",
                                    Objects.requireNonNull(hashes.get(name)).join(),
                                    "role",
                                    name.toUpperCase(Locale.ROOT),
                                    "active",
                                    true)));
        }
    }

    /** The id of a user that is written. */
    long id(String name) {
        return Objects.requireNonNull(ids.get(name));
    }
}
