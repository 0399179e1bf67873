package org.foldbase.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.server.access.Account;
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

/** One's own account, and those of others. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"SQLITE", "POSTGRESQL"})
class AccountTest {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Not the like of it in the middle of other random letters. */
    private static final Pattern TOKEN = Pattern.compile("(?<![\\w-])fb_[\\w-]{43}(?![\\w-])");

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    private TestServer server() {
        return TestServer.idleOn(database);
    }

    private static String name() {
        return "account-" + COUNTER.incrementAndGet();
    }

    private Caller admin() {
        return server().browserOf(server().user(name(), Role.ADMIN));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group();
    }

    @Test
    void anotherPasswordEndsTheOtherSessionsAndNotThisOne() {
        Account user = server().userWithPassword(name(), Role.VIEWER);
        Caller here = server().browserOf(user);
        Caller there = server().browserOf(user);
        Map<String, String> change =
                Map.of(
                        "current", TestServer.PASSWORD,
                        "password", "rubber stamps on Tuesday",
                        "again", "rubber stamps on Tuesday");
        assertThat(here.post("/account/password", change).body())
                .contains("The password is changed");
        assertThat(here.get("/account").statusCode()).isEqualTo(200);
        assertThat(there.get("/account").statusCode()).isEqualTo(302);
        HttpResponse<String> second = here.post("/account/password", change);
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).contains("The present password is another one.");
    }

    @Test
    void aSessionElsewhereIsListedAndEnded() {
        Account user = server().user(name(), Role.VIEWER);
        Caller here = server().browserOf(user);
        Caller there = server().browserOf(user);
        String end =
                found(Pattern.compile("/account/sessions/\\d+/end"), here.get("/account").body());
        assertThat(here.post(end, Map.of()).statusCode()).isEqualTo(302);
        assertThat(there.get("/account").statusCode()).isEqualTo(302);
        assertThat(here.get("/account").body()).doesNotContain("/account/sessions/");
    }

    @Test
    void aTokenIsShownOnceWorksForItsScopeAndNotAfterItIsRevoked() {
        Account user = server().user(name(), Role.ADMIN);
        Caller browser = server().browserOf(user);
        HttpResponse<String> made =
                browser.post("/account/tokens", Map.of("name", "ci", "scope", "READ", "days", "9"));
        String key = found(TOKEN, made.body());
        assertThat(browser.get("/account").body()).contains("ci").doesNotContain(key);
        Caller program = server().anybody().withToken(key);
        assertThat(program.get("/api/v1/session").body())
                .contains("\"user\":\"" + user.name() + "\"", "\"scope\":\"READ\"");
        assertThat(program.get("/api/v1/users").statusCode()).isEqualTo(403);
        assertThat(program.json("POST", "/api/v1/tokens", "{\"name\": \"more\"}").statusCode())
                .isEqualTo(403);
        String revoke =
                found(
                        Pattern.compile("/account/tokens/\\d+/revoke"),
                        browser.get("/account").body());
        browser.post(revoke, Map.of());
        HttpResponse<String> refused = program.get("/api/v1/session");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("unknown, expired or revoked").doesNotContain(key);
    }

    @Test
    void aTokenEndsWithItsTime() {
        Account user = server().user(name(), Role.VIEWER);
        Caller program = server().programOf(user, TokenScope.READ);
        assertThat(program.get("/api/v1/session").statusCode()).isEqualTo(200);
        server().pass(Duration.ofDays(1));
        assertThat(program.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aBadTokenIsNotMadeGoodByACookie() {
        Account user = server().user(name(), Role.VIEWER);
        Caller browser = server().browserOf(user).withToken("fb_guessed");
        assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aProgramMakesATokenThroughTheApi() {
        Account user = server().user(name(), Role.ANALYST);
        Caller program = server().programOf(user, TokenScope.ADMIN);
        HttpResponse<String> made =
                program.json(
                        "POST",
                        "/api/v1/tokens",
                        "{\"name\": \"second\", \"scope\": \"WRITE\", \"days\": 7}");
        assertThat(made.statusCode()).isEqualTo(201);
        Caller second = server().anybody().withToken(found(TOKEN, made.body()));
        assertThat(second.get("/api/v1/session").body()).contains("\"scope\":\"WRITE\"");
        assertThat(program.get("/api/v1/tokens").body())
                .contains("\"name\":\"second\"")
                .doesNotContain("fb_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"\"}",
                "{\"name\": \"a\", \"days\": 366}",
                "{\"name\": \"a\", \"days\": 0}",
                "{\"name\": \"a\", \"scope\": \"EVERYTHING\"}",
                "{}",
                "{"
            })
    void whatMakesNoSenseIsToldAsAProblem(String body) {
        Account user = server().user(name(), Role.ANALYST);
        HttpResponse<String> refused =
                server().programOf(user, TokenScope.ADMIN).json("POST", "/api/v1/tokens", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(refused.body()).contains("\"detail\"").doesNotContain("Exception");
    }

    @Test
    void anAdministratorAddsAUserWhoChoosesAPasswordWithTheLink() {
        String name = name();
        HttpResponse<String> added =
                admin().post(
                                "/admin/users",
                                Map.of(
                                        "name",
                                        name,
                                        "email",
                                        name + "@example.org",
                                        "role",
                                        "VIEWER"));
        String path = found(Pattern.compile("/sign-in/once\\?key=[\\w-]{43}"), added.body());
        String key = path.substring(path.indexOf('=') + 1);
        Caller browser = server().anybody();
        assertThat(
                        browser.post(
                                        "/sign-in/once",
                                        Map.of(
                                                "key", key,
                                                "password", TestServer.PASSWORD,
                                                "again", TestServer.PASSWORD))
                                .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/account").body()).contains(name + "@example.org", "VIEWER");
    }

    @Test
    void aNameThatIsTakenIsToldAndSoIsOneThatIsNone() {
        Account user = server().user(name(), Role.VIEWER);
        Caller admin = admin();
        HttpResponse<String> taken =
                admin.post("/admin/users", Map.of("name", user.name(), "role", "VIEWER"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("already");
        HttpResponse<String> none =
                admin.post("/admin/users", Map.of("name", "<script>", "role", "VIEWER"));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("A user name is").doesNotContain("<script>alert");
    }

    @Test
    void whatAdministratorsDoIsOnThePageOfUsers() {
        Account user = server().user(name(), Role.VIEWER);
        Caller admin = admin();
        admin.post("/admin/users/" + user.id() + "/role", Map.of("role", "MAINTAINER"));
        admin.post("/admin/users/" + user.id() + "/disable", Map.of());
        assertThat(admin.get("/admin/users").body())
                .contains("user.role", "user.disable", "user " + user.id());
    }
}
