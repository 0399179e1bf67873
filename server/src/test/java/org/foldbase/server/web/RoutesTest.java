package org.foldbase.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every route of the running server × who asks × whose the object is, over real HTTP, against the
 * table {@code routes.txt}. A route that the table does not have fails, and so does a line without
 * a route.
 *
 * <p>To add a route, add a line: {@code METHOD /pattern | rule}. The rules are those of {@link
 * Rule}, in lower case. If the pattern has an {@code {id}}, the rule is followed by the kind of
 * object that it stands for: {@code GET /datasets/{id} | see dataset}. {@link Kinds} knows how to
 * make one of each kind; a new kind is one entry there. Then there may be what to send: a {@code
 * ?query}, JSON in braces, or fields of a form; fields that the pattern names, such as {@code
 * format=png} for {@code {format}}, go into the path. Last there may be headers, with commas
 * between; a {@code Content-Type} replaces that of the body.
 *
 * <p>A refusal is 401, 403, 404 or, for a page, the way to the page for signing in; everything else
 * was let through, even if it then is found to make no sense (400, 409, 410, 422). Where the answer
 * depends on the object, the request has to be a good one: what is refused for its body tells
 * nothing about its object.
 */
class RoutesTest {

    private static final TestServer SERVER = TestServer.idleOn(TestDatabase.SQLITE);

    private static final Map<Role, Account> USERS = new EnumMap<>(Role.class);
    private static final Account OTHER = SERVER.user("routes-other", Role.ANALYST);
    private static final Map<Asking, Caller> CALLERS = new EnumMap<>(Asking.class);

    private static final Map<String, String> OBJECTS = new HashMap<>();

    static {
        for (Role role : Role.values()) {
            String name = "routes-" + role.name().toLowerCase(Locale.ROOT);
            USERS.put(role, SERVER.user(name, role));
        }
    }

    @Test
    void theTableHasEveryRouteThatThereIsAndNoOther() {
        Set<String> table = table().map(Route::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(table);
        assertThat(table().map(Route::name)).doesNotHaveDuplicates();
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        SERVER.context()
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping ->
                        mapping.getHandlerMethods().keySet().forEach(it -> add(routes, it)));
        return routes;
    }

    private static void add(Set<String> routes, RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
            if (methods.isEmpty()) {
                routes.add("ANY " + pattern);
            }
            methods.forEach(method -> routes.add(method + " " + pattern));
        }
    }

    static Stream<Route> table() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        RoutesTest.class.getResourceAsStream("routes.txt")),
                                StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Route::parse)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void aRouteLetsThroughWhomItShallAndNobodyElse(Route route) {
        List<String> wrong = new ArrayList<>();
        for (Asking asker : Asking.values()) {
            Caller caller = caller(asker);
            for (Whose whose : Whose.values()) {
                boolean sensible =
                        whose == Whose.ANOTHERS_PRIVATE
                                || (route.rule().isAboutOwner()
                                        && (whose != Whose.OWN || asker != Asking.ANONYMOUS));
                if (sensible) {
                    int status = status(route, caller, asker, whose);
                    String trouble = trouble(route, asker, whose, status);
                    if (!trouble.isEmpty()) {
                        wrong.add(asker + " on " + whose + ": " + status + ", " + trouble);
                    }
                }
            }
        }
        assertThat(wrong).as(route.name() + " | " + route.rule()).isEmpty();
    }

    /** Whose the object is, and who else sees it. */
    private enum Whose {
        OWN(Visibility.PRIVATE),
        ANOTHERS_SHARED(Visibility.SHARED),
        ANOTHERS_PUBLIC(Visibility.PUBLIC),
        ANOTHERS_PRIVATE(Visibility.PRIVATE);

        private final Visibility visibility;

        Whose(Visibility visibility) {
            this.visibility = visibility;
        }
    }

    private static String trouble(Route route, Asking asker, Whose whose, int status) {
        boolean through = route.rule().letsThrough(asker, whose == Whose.OWN, whose.visibility);
        boolean refused = status == 401 || status == 403 || status == 404;
        if (status >= 500) {
            return "it broke";
        } else if (through == refused) {
            return through ? "should be let through" : "should be refused";
        }
        boolean mayNotKnow =
                route.rule() == Rule.SEE
                        || (route.rule() == Rule.CHANGE
                                && whose == Whose.ANOTHERS_PRIVATE
                                && asker.may(Role.ANALYST, TokenScope.WRITE));
        return refused && mayNotKnow && status != 404 ? "tells that there is one" : "";
    }

    private static int status(Route route, Caller caller, Asking asker, Whose whose) {
        Account owner =
                whose == Whose.OWN
                        ? Objects.requireNonNull(USERS.get(asker.role().orElseThrow()))
                        : OTHER;
        String id = route.kind().isEmpty() ? "1" : object(route, owner, whose.visibility);
        return caller.status(
                route.method(), route.path(id), route.headers(), route.json(), route.form());
    }

    /** The object that a request is about; to be looked at, one of each kind is enough. */
    private static String object(Route route, Account owner, Visibility visibility) {
        Kinds.Maker maker = Objects.requireNonNull(Kinds.MAKERS.get(route.kind()), route.kind());
        return route.method().equals("GET")
                ? OBJECTS.computeIfAbsent(
                        String.join(" ", route.kind(), owner.name(), visibility.name()),
                        key -> maker.make(SERVER, owner, visibility))
                : maker.make(SERVER, owner, visibility);
    }

    /** A caller who is signed in, even if the last route signed it out. */
    private static Caller caller(Asking asker) {
        Caller there = CALLERS.get(asker);
        if (there != null && isStillKnown(asker, there)) {
            return there;
        }
        Caller caller =
                asker.role()
                        .map(role -> Objects.requireNonNull(USERS.get(role)))
                        .map(user ->
                                asker.scope()
                                        .map(scope -> SERVER.programOf(user, scope))
                                        .orElseGet(() -> SERVER.browserOf(user)))
                        .orElseGet(SERVER::anybody);
        CALLERS.put(asker, caller);
        return caller;
    }

    private static boolean isStillKnown(Asking asker, Caller caller) {
        return asker == Asking.ANONYMOUS
                || caller.get("/api/v1/session").body().contains("\"signedIn\":true");
    }
}
