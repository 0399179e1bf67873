package org.foldbase.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Role;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in and out, as a browser does it. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"SQLITE", "POSTGRESQL"})
class SignInTest {

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    private TestServer server() {
        return TestServer.on(database);
    }

    private static Map<String, String> form(String name, String password) {
        return Map.of("name", name, "password", password);
    }

    @Test
    void theRightPasswordLeadsToThePageThatWasAskedFor() {
        Account ada = server().userWithPassword("ada", Role.ANALYST);
        Caller browser = server().anybody();
        HttpResponse<String> in =
                browser.post(
                        "/sign-in",
                        Map.of(
                                "name", " ADA ",
                                "password", TestServer.PASSWORD,
                                "to", "/datasets?type=BED"));
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location")).contains("/datasets?type=BED");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("foldbase-session-")
                                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                                .doesNotContain("Secure"));
        assertThat(browser.get("/").body()).contains(ada.name());
    }

    @Test
    void theWrongPasswordIsToldOnTheForm() {
        server().userWithPassword("bob", Role.VIEWER);
        HttpResponse<String> refused =
                server().anybody().post("/sign-in", form("bob", "something else"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .contains("The user name or the password is not right.", "value=\"bob\"");
    }
}
