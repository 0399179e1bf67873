package org.foldbase.server.access.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who asks, users and API tokens, for programs. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Access", description = "Who asks, users and API tokens")
class AccessApi {

    private static final int DEFAULT_DAYS = 90;

    private final Accounts accounts;
    private final Tokens tokens;

    AccessApi(Accounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** Who asks; without a user it is nobody who signed in. */
    record WhoAmI(boolean signedIn, Optional<String> user, Optional<Role> role, TokenScope scope) {}

    /** A user to be added. */
    record NewUser(String name, Optional<String> email, Optional<Role> role) {}

    /** What to change of a user; what is not there stays. */
    record UserChange(Optional<Role> role, Optional<Boolean> active) {}

    /** Where a user chooses a password, once. */
    record Link(String path, Instant expiresAt) {
        static Link of(OneTimeLink link) {
            return new Link(link.path(), link.expiresAt());
        }
    }

    /** A user who was added, and where the user chooses a password. */
    record AddedUser(Account user, Link link) {}

    /** A token to be made. */
    record NewToken(String name, Optional<TokenScope> scope, Optional<Integer> days) {}

    /** A token that was made; its key is told this once. */
    record MadeToken(Tokens.Token token, String key) {}

    @GetMapping("/session")
    @Needs(Permission.SEE)
    @Operation(summary = "Who asks")
    WhoAmI session(Actor actor) {
        return new WhoAmI(
                actor.isSignedIn(),
                actor.isSignedIn() ? Optional.of(actor.name()) : Optional.empty(),
                actor.role(),
                actor.scope());
    }

    @GetMapping("/users")
    @Needs(Permission.MANAGE_USERS)
    @Operation(summary = "All users by name")
    Listing<Account> users(
            Actor actor,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        if (page < 1 || size < 1 || size > Listing.MAX_SIZE) {
            throw Refusal.invalid(
                    "Pages count from 1, and have 1 to " + Listing.MAX_SIZE + " rows.");
        }
        return accounts.list(actor, page, size);
    }

    @PostMapping("/users")
    @Needs(Permission.MANAGE_USERS)
    @Operation(summary = "Add a user, who chooses a password with the link")
    ResponseEntity<AddedUser> add(Actor actor, @RequestBody NewUser wanted) {
        Account added =
                accounts.add(
                        actor,
                        given(wanted.name(), "name"),
                        wanted.email(),
                        wanted.role().orElse(Role.ANALYST));
        return ResponseEntity.created(URI.create("/api/v1/users/" + added.id()))
                .body(new AddedUser(added, Link.of(accounts.passwordLink(actor, added.id()))));
    }

    @GetMapping("/users/{id}")
    @Needs(Permission.MANAGE_USERS)
    @Operation(summary = "One user")
    Account user(@PathVariable long id) {
        return accounts.find(id)
                .orElseThrow(() -> Refusal.notFound("There is no user " + id + "."));
    }

    @PatchMapping("/users/{id}")
    @Needs(Permission.MANAGE_USERS)
    @Operation(summary = "Change what a user may do, or disable or enable the user")
    Account change(Actor actor, @PathVariable long id, @RequestBody UserChange change) {
        change.role().ifPresent(role -> accounts.changeRole(actor, id, role));
        change.active()
                .ifPresent(active -> {
                    if (active) {
                        accounts.enable(actor, id);
                    } else {
                        accounts.disable(actor, id);
                    }
                });
        return user(id);
    }

    @PostMapping("/users/{id}/link")
    @Needs(Permission.MANAGE_USERS)
    @Operation(summary = "A link with which a user chooses another password")
    Link link(Actor actor, @PathVariable long id) {
        return Link.of(accounts.passwordLink(actor, id));
    }

    @GetMapping("/tokens")
    @Needs(Permission.OWN_ACCOUNT)
    @Operation(summary = "One's own API tokens")
    List<Tokens.Token> tokens(Actor actor) {
        return tokens.list(actor);
    }

    @PostMapping("/tokens")
    @Needs(Permission.OWN_ACCOUNT)
    @Operation(summary = "Make an API token; its key is told this once")
    @ResponseStatus(HttpStatus.CREATED)
    MadeToken make(Actor actor, @RequestBody NewToken wanted) {
        Tokens.Made made =
                tokens.make(
                        actor,
                        given(wanted.name(), "name"),
                        wanted.scope().orElse(TokenScope.READ),
                        Duration.ofDays(wanted.days().orElse(DEFAULT_DAYS)));
        return new MadeToken(made.token(), made.key());
    }

    @DeleteMapping("/tokens/{id}")
    @Needs(Permission.OWN_ACCOUNT)
    @Operation(summary = "Revoke an API token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Actor actor, @PathVariable long id) {
        tokens.revoke(actor, id);
    }

    /** Jackson leaves out what a request does not say. */
    private static String given(@Nullable String text, String field) {
        if (text == null) {
            throw Refusal.invalid("The request does not say '" + field + "'.");
        }
        return text;
    }
}
