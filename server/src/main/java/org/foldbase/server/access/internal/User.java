package org.foldbase.server.access.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Optional;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.shared.EditedRow;
import org.foldbase.server.shared.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Someone who logs in. Deleted only when they own no dataset and no job (otherwise made inactive);
 * tokens and sessions go with them, tasks and the audit stay and forget the reference.
 */
@Entity
@Table(
        name = "app_user",
        indexes = {
            @Index(columnList = "role"),
            @Index(columnList = "active"),
            @Index(columnList = "created_at")
        })
class User extends EditedRow {

    /** As its owner writes it. */
    @Column(nullable = false, length = 64)
    @OneLine(max = 64)
    @Pattern(regexp = "[\\p{L}\\p{M}\\p{N}._@+-]*") String username;

    /** The user name in the form in which there is only one of it. */
    @Column(nullable = false, length = 255, unique = true)
    @OneLine(max = 255)
    String usernameKey;

    @Column(length = 254)
    @Email @OneLine(max = 254)
    @Nullable String email;

    @Column(length = 255, unique = true)
    @OneLine(max = 255)
    @Nullable String emailKey;

    @Column(nullable = false, length = 255)
    @OneLine(max = 255)
    String passwordHash;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    Role role;

    @Column(nullable = false)
    boolean active;

    /** For Hibernate. */
    User() {}

    User(String username, String passwordHash, Role role, Instant now) {
        super(now);
        this.username = username.strip();
        this.usernameKey = NameKey.of(username);
        this.passwordHash = passwordHash;
        this.role = role;
        this.active = true;
    }

    void changeEmail(String newEmail, Instant now) {
        email = newEmail.strip();
        emailKey = NameKey.of(newEmail);
        changedAt(now);
    }

    void changeRole(Role newRole, Instant now) {
        role = newRole;
        changedAt(now);
    }

    void changePassword(String newHash, Instant now) {
        passwordHash = newHash;
        changedAt(now);
    }

    void setActive(boolean nowActive, Instant now) {
        active = nowActive;
        changedAt(now);
    }

    Account account() {
        return new Account(
                id(),
                username,
                Optional.ofNullable(email),
                role,
                active,
                !passwordHash.equals(Passwords.NONE),
                createdAt());
    }

    /** This user with what a session or a token allows. */
    Actor actor(TokenScope scope) {
        return Actor.of(id(), username, role, scope);
    }
}
