package org.foldbase.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, as a browser does it. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"SQLITE", "POSTGRESQL"})
class SignInTest {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String WRONG = "The user name or the password is not right.";

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    private TestServer server() {
        return TestServer.idleOn(database);
    }

    private static String name() {
        return "sign-in-" + COUNTER.incrementAndGet();
    }

    private Account newUser() {
        return server().userWithPassword(name(), Role.ANALYST);
    }

    private static Map<String, String> form(String name, String password) {
        return Map.of("name", name, "password", password);
    }

    private static Optional<String> location(HttpResponse<String> response) {
        return response.headers().firstValue("Location");
    }

    private Optional<AuditLog.Event> newest(String action) {
        return server().bean(AuditLog.class).list(TestServer.OPERATOR, 1, 20).rows().stream()
                .filter(it -> it.action().equals(action))
                .findFirst();
    }

    @Test
    void theRightPasswordLeadsToThePageThatWasAskedFor() {
        Account user = newUser();
        Caller browser = server().anybody();
        HttpResponse<String> in =
                browser.post(
                        "/sign-in",
                        Map.of(
                                "name",
                                " " + user.name().toUpperCase(Locale.ROOT) + " ",
                                "password",
                                TestServer.PASSWORD,
                                "to",
                                "/datasets?type=BED&page=2"));
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).contains("/datasets?type=BED&page=2");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("foldbase-session-")
                                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                                .doesNotContain("Secure"));
        assertThat(browser.get("/account").body()).contains(user.name());
        assertThat(newest("login"))
                .hasValueSatisfying(event -> {
                    assertThat(event.actor()).isEqualTo(user.name());
                    assertThat(event.address()).contains("127.0.0.1");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                "datasets",
                ""
            })
    void nobodyIsLedToAnotherPlace(String to) {
        Account user = newUser();
        HttpResponse<String> in =
                server().anybody()
                        .post(
                                "/sign-in",
                                Map.of(
                                        "name",
                                        user.name(),
                                        "password",
                                        TestServer.PASSWORD,
                                        "to",
                                        to));
        assertThat(location(in)).contains("/");
    }

    @Test
    void anUnknownNameAWrongPasswordAndADisabledUserAreToldTheSame() {
        Account user = newUser();
        Account disabled = newUser();
        server().bean(Accounts.class).disable(TestServer.OPERATOR, disabled.id());
        Account without = server().user(name(), Role.VIEWER);
        for (Map<String, String> form :
                List.of(
                        form(user.name(), "something else"),
                        form("nobody-" + name(), TestServer.PASSWORD),
                        form(disabled.name(), TestServer.PASSWORD),
                        form(without.name(), "none"))) {
            HttpResponse<String> refused = server().anybody().post("/sign-in", form);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains(WRONG).doesNotContain(TestServer.PASSWORD);
            assertThat(refused.headers().allValues("Set-Cookie"))
                    .noneMatch(it -> it.startsWith("foldbase-session"));
        }
        assertThat(newest("login.refused")).isPresent();
    }

    @Test
    void theSixthTryIsRefusedEvenWithTheRightPasswordUntilTimeHasPassed() {
        Account user = newUser();
        Caller browser = server().anybody();
        for (int i = 0; i < 5; i++) {
            assertThat(browser.post("/sign-in", form(user.name(), "wrong" + i)).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> refused =
                browser.post("/sign-in", form(user.name(), TestServer.PASSWORD));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Too many tries. Try again in 15 min");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(800L, 901L);
        server().pass(Duration.ofMinutes(15));
        assertThat(browser.post("/sign-in", form(user.name(), TestServer.PASSWORD)).statusCode())
                .isEqualTo(302);
    }

    @Test
    void withoutTheCsrfTokenNothingIsDone() {
        Account user = newUser();
        Caller browser = server().browserOf(user);
        HttpResponse<String> refused =
                browser.sendAsIs(
                        "POST",
                        "/api/v1/tokens",
                        "application/json",
                        "{\"name\": \"made by another site\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(refused.body()).contains("Reload the page and try again.");
        assertThat(browser.get("/account").body()).doesNotContain("made by another site");
        assertThat(
                        browser.sendAsIs(
                                        "POST",
                                        "/sign-out",
                                        "application/x-www-form-urlencoded",
                                        "_csrf=guessed")
                                .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSessionForEveryoneWhoHasItsCookie() {
        Account user = newUser();
        Caller browser = server().browserOf(user);
        String key = browser.cookie("foldbase-session-" + server().port()).orElseThrow();
        Caller thief = server().anybody().withSession(key);
        assertThat(thief.get("/account").statusCode()).isEqualTo(200);
        HttpResponse<String> out = browser.post("/sign-out", Map.of());
        assertThat(location(out)).contains("/sign-in?out");
        assertThat(out.headers().allValues("Set-Cookie"))
                .anyMatch(it -> it.startsWith("foldbase-session-") && it.contains("Max-Age=0"));
        assertThat(thief.get("/account").statusCode()).isEqualTo(302);
        assertThat(newest("logout").map(AuditLog.Event::actor)).contains(user.name());
    }

    @Test
    void anEndedSessionLeadsPagesToSigningInAndBackAndTellsProgramsAndPartsOfPages() {
        Account user = newUser();
        Caller browser = server().browserOf(user);
        server().pass(Duration.ofHours(8).plusSeconds(1));
        HttpResponse<String> api = browser.get("/api/v1/tokens");
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(api.body()).contains("Your session has ended. Sign in again.");

        Caller again = server().browserOf(user);
        server().pass(Duration.ofHours(8).plusSeconds(1));
        HttpResponse<String> page = again.get("/account?x=1&y=2");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(location(page)).contains("/sign-in?first&to=%2Faccount%3Fx%3D1%26y%3D2");
        assertThat(again.get("/sign-in?first&to=%2Faccount").body()).contains("Sign in to go on.");

        Caller part =
                server().browserOf(user)
                        .with("HX-Request", "true")
                        .with("HX-Current-URL", "http://127.0.0.1/tasks?state=FAILED");
        server().pass(Duration.ofHours(8).plusSeconds(1));
        HttpResponse<String> htmx = part.get("/account");
        assertThat(htmx.statusCode()).isEqualTo(401);
        assertThat(htmx.headers().firstValue("HX-Redirect"))
                .contains("/sign-in?first&to=%2Ftasks%3Fstate%3DFAILED");
    }

    @Test
    void aSessionThatIsUsedGoesOn() {
        Caller browser = server().browserOf(newUser());
        for (int i = 0; i < 3; i++) {
            server().pass(Duration.ofHours(5));
            assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aOneTimeLinkIsShownAsOftenAsLikedAndUsedOnce() {
        Account user = server().user(name(), Role.VIEWER);
        String path =
                server().bean(Accounts.class).signInLink(TestServer.OPERATOR, user.id()).path();
        String key = path.substring(path.indexOf('=') + 1);
        Caller browser = server().anybody();
        assertThat(browser.get(path).body()).contains("<strong>" + user.name() + "</strong>");
        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        HttpResponse<String> in = browser.post("/sign-in/once", Map.of("key", key));
        assertThat(location(in)).contains("/");
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);

        HttpResponse<String> second = server().anybody().post("/sign-in/once", Map.of("key", key));
        assertThat(second.statusCode()).isEqualTo(410);
        assertThat(second.body()).contains("used already").doesNotContain(user.name());
        assertThat(server().anybody().get(path).statusCode()).isEqualTo(410);
    }

    @Test
    void aLinkToChooseAPasswordOutlivesABadChoiceAndEndsAllSessions() {
        Account user = newUser();
        Caller before = server().browserOf(user);
        OneTimeLink link =
                server().bean(Accounts.class).passwordLink(TestServer.OPERATOR, user.id());
        Caller browser = server().anybody();
        HttpResponse<String> weak = browser.post("/sign-in/once", choice(link, "password1234"));
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.body()).contains("what is tried first").doesNotContain("password1234");
        assertThat(
                        browser.post(
                                        "/sign-in/once",
                                        Map.of(
                                                "key", link.key(),
                                                "password", "rubber stamps on Tuesday",
                                                "again", "rubber stamps on tuesday"))
                                .body())
                .contains("not the same");
        assertThat(
                        browser.post("/sign-in/once", choice(link, "rubber stamps on Tuesday"))
                                .statusCode())
                .isEqualTo(302);
        assertThat(before.get("/account").statusCode()).isEqualTo(302);
        assertThat(
                        server().anybody()
                                .post("/sign-in", form(user.name(), "rubber stamps on Tuesday"))
                                .statusCode())
                .isEqualTo(302);
        assertThat(
                        server().anybody()
                                .post("/sign-in", form(user.name(), TestServer.PASSWORD))
                                .statusCode())
                .isEqualTo(401);
    }

    private static Map<String, String> choice(OneTimeLink link, String password) {
        return Map.of("key", link.key(), "password", password, "again", password);
    }

    @Test
    void aLinkIsTooOldAfterItsTimeAndANewOneReplacesIt() {
        Account user = server().user(name(), Role.VIEWER);
        Accounts accounts = server().bean(Accounts.class);
        OneTimeLink replaced = accounts.passwordLink(TestServer.OPERATOR, user.id());
        OneTimeLink link = accounts.passwordLink(TestServer.OPERATOR, user.id());
        assertThat(server().anybody().get(replaced.path()).statusCode()).isEqualTo(410);
        assertThat(server().anybody().get(link.path()).statusCode()).isEqualTo(200);
        server().pass(Duration.ofHours(24));
        assertThat(server().anybody().get(link.path()).statusCode()).isEqualTo(410);
    }

    @Test
    void aUserWhoIsDisabledIsOutAtOnceWithAllTokensAndLinks() {
        Account user = newUser();
        Caller browser = server().browserOf(user);
        Caller program = server().programOf(user, TokenScope.ADMIN);
        Accounts accounts = server().bean(Accounts.class);
        OneTimeLink link = accounts.passwordLink(TestServer.OPERATOR, user.id());
        assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(200);
        accounts.disable(TestServer.OPERATOR, user.id());
        assertThat(browser.get("/account").statusCode()).isEqualTo(302);
        assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(401);
        assertThat(server().anybody().get(link.path()).statusCode()).isEqualTo(410);
        accounts.enable(TestServer.OPERATOR, user.id());
        assertThat(browser.get("/account").statusCode()).isEqualTo(302);
        assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherRoleEndsTheSessions() {
        Account user = newUser();
        Caller browser = server().browserOf(user);
        server().bean(Accounts.class).changeRole(TestServer.OPERATOR, user.id(), Role.VIEWER);
        assertThat(browser.get("/account").statusCode()).isEqualTo(302);
    }
}
