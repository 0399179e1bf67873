package org.foldbase.server.access.internal;

import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.OneTimeLink.Purpose;
import org.foldbase.server.access.Origin;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Role;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** The users as rows of table app_user. */
@Component
class StoredAccounts implements Accounts {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{1,64}");
    private static final String FIRST_ADMIN = "admin";
    private static final String USER = "user";

    private final Users users;
    private final LoginSessions sessions;
    private final ApiTokens tokens;
    private final OneTimeKeys keys;
    private final Links links;
    private final Passwords passwords;
    private final Tries tries;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Clock clock;

    StoredAccounts(
            Users users,
            LoginSessions sessions,
            ApiTokens tokens,
            OneTimeKeys keys,
            Links links,
            Passwords passwords,
            Tries tries,
            AuditLog audit,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.keys = keys;
        this.links = links;
        this.passwords = passwords;
        this.tries = tries;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Account> find(long id) {
        return transactions.read(() -> users.findById(id).map(User::account));
    }

    @Override
    public Optional<Account> find(String name) {
        return transactions.read(
                () -> users.findByUsernameKey(NameKey.of(name)).map(User::account));
    }

    @Override
    public Map<Long, String> names(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return transactions.read(() ->
                users.findNames(ids).stream()
                        .collect(Collectors.toMap(Users.Name::id, Users.Name::username)));
    }

    @Override
    public Listing<Account> list(Actor by, int page, int size) {
        Policy.require(by, Permission.MANAGE_USERS);
        return transactions.read(() -> {
            Page<User> found =
                    users.findAll(PageRequest.of(page - 1, size, Sort.by("usernameKey")));
            return new Listing<>(
                    found.map(User::account).getContent(), found.getTotalElements(), page, size);
        });
    }

    @Override
    public Account add(
            Actor by, String name, Optional<String> email, Role role, Optional<String> password) {
        Policy.require(by, Permission.MANAGE_USERS);
        String wanted = name.strip();
        if (!NAME.matcher(wanted).matches()) {
            throw Refusal.invalid(
                    "A user name is 1 to 64 letters, digits and . _ @ + - without spaces.");
        }
        String hash = password.map(it -> checkedHash(it, wanted)).orElse(Passwords.NONE);
        Optional<String> address = email.map(String::strip).filter(it -> !it.isEmpty());
        try {
            return transactions.write(() -> {
                requireFree(wanted, address);
                User user = new User(wanted, hash, role, clock.instant());
                address.ifPresent(it -> user.changeEmail(it, clock.instant()));
                User saved = users.saveAndFlush(user);
                note(by, "user.add", saved, Map.of("role", role.name()));
                return saved.account();
            });
        } catch (ConstraintViolationException e) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "'" + address.orElse("") + "' is not an e-mail address.",
                    e);
        } catch (DataIntegrityViolationException e) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, "There is a user with that name or e-mail already.", e);
        }
    }

    private void requireFree(String name, Optional<String> email) {
        if (users.findByUsernameKey(NameKey.of(name)).isPresent()) {
            throw Refusal.conflict("There is a user '" + name + "' already.");
        }
        if (email.map(NameKey::of).filter(users::existsByEmailKey).isPresent()) {
            throw Refusal.conflict("There is a user with that e-mail already.");
        }
    }

    @Override
    public void changeRole(Actor by, long id, Role role) {
        change(
                by,
                id,
                (user, now) -> {
                    Role before = user.role;
                    if (before == role) {
                        return;
                    }
                    requireAnotherAdmin(user);
                    user.changeRole(role, now.instant());
                    sessions.deleteOf(id);
                    note(
                            by,
                            "user.role",
                            user,
                            Map.of("before", before.name(), "after", role.name()));
                });
    }

    @Override
    public void disable(Actor by, long id) {
        change(
                by,
                id,
                (user, now) -> {
                    if (!user.active) {
                        return;
                    }
                    requireAnotherAdmin(user);
                    user.setActive(false, now.instant());
                    sessions.deleteOf(id);
                    tokens.deleteOf(id);
                    keys.deleteUnused(id);
                    note(by, "user.disable", user, Map.of());
                });
    }

    @Override
    public void enable(Actor by, long id) {
        change(
                by,
                id,
                (user, now) -> {
                    if (!user.active) {
                        user.setActive(true, now.instant());
                        note(by, "user.enable", user, Map.of());
                    }
                });
    }

    @Override
    public void setPassword(Actor by, long id, String password) {
        Policy.require(by, Permission.MANAGE_USERS);
        String hash = checkedHash(password, required(id).name());
        change(
                by,
                id,
                (user, now) -> {
                    user.changePassword(hash, now.instant());
                    sessions.deleteOf(id);
                    keys.deleteUnused(id);
                    note(by, "user.password", user, Map.of());
                });
    }

    @Override
    public void changeOwnPassword(
            Actor actor, String current, String wanted, String keep, Origin from) {
        Policy.require(actor, Permission.OWN_ACCOUNT);
        long id = actor.requireUserId();
        String nameKey = NameKey.of(actor.name());
        tries.count(nameKey, from.address());
        Optional<String> hash =
                transactions.read(() -> users.findById(id).map(user -> user.passwordHash));
        if (!passwords.matches(current, hash)) {
            throw Refusal.invalid("The present password is another one.");
        }
        tries.forget(nameKey, from.address());
        String newHash = checkedHash(wanted, actor.name());
        transactions.run(() -> {
            User user = row(id);
            user.changePassword(newHash, clock.instant());
            sessions.deleteOthers(id, Secret.hash(keep));
            note(actor, "user.password", user, Map.of());
        });
    }

    private String checkedHash(String password, String userName) {
        PasswordRules.trouble(password, userName)
                .ifPresent(sentence -> {
                    throw Refusal.invalid(sentence);
                });
        return passwords.hash(password);
    }

    @Override
    public OneTimeLink passwordLink(Actor by, long id) {
        return link(by, id, Purpose.SET_PASSWORD);
    }

    @Override
    public OneTimeLink signInLink(Actor by, long id) {
        return link(by, id, Purpose.SIGN_IN);
    }

    private OneTimeLink link(Actor by, long id, Purpose purpose) {
        Policy.require(by, Permission.MANAGE_USERS);
        return transactions.write(() -> {
            User user = row(id);
            if (!user.active) {
                throw Refusal.conflict(
                        "The user '" + user.username + "' is disabled; enable the user first.");
            }
            note(by, "user.link", user, Map.of("purpose", purpose.name()));
            return links.make(user, purpose);
        });
    }

    @Override
    public Optional<OneTimeLink> firstAdminLink() {
        return transactions.write(() -> {
            if (users.existsByPasswordHashNot(Passwords.NONE)) {
                return Optional.empty();
            }
            Optional<User> there = users.findByUsernameKey(FIRST_ADMIN);
            if (there.isEmpty() && users.count() > 0) {
                return Optional.empty();
            }
            Actor server = Actor.operator("server");
            User admin =
                    there.orElseGet(() ->
                            users.saveAndFlush(
                                    new User(
                                            FIRST_ADMIN,
                                            Passwords.NONE,
                                            Role.ADMIN,
                                            clock.instant())));
            note(server, "user.link", admin, Map.of("purpose", Purpose.SET_PASSWORD.name()));
            return Optional.of(links.make(admin, Purpose.SET_PASSWORD));
        });
    }

    private void change(Actor by, long id, BiConsumer<User, Clock> how) {
        Policy.require(by, Permission.MANAGE_USERS);
        transactions.run(() -> how.accept(row(id), clock));
    }

    /** Somebody must be left who can manage users. */
    private void requireAnotherAdmin(User user) {
        if (user.role == Role.ADMIN
                && user.active
                && users.countByRoleAndActiveTrue(Role.ADMIN) == 1) {
            throw Refusal.conflict(
                    "'" + user.username + "' is the only administrator; make another one first.");
        }
    }

    private User row(long id) {
        return users.findById(id).orElseThrow(() -> unknown(id));
    }

    private Account required(long id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private static Refusal unknown(long id) {
        return Refusal.notFound("There is no user " + id + ".");
    }

    private void note(Actor by, String action, User user, Map<String, Object> details) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("name", user.username);
        audit.record(by, action, USER, Long.toString(user.id()), all);
    }
}
