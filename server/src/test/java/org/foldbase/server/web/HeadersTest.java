package org.foldbase.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Role;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells browsers, and what is believed of proxies. */
class HeadersTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir private Path dataDir;

    private static TestServer shared() {
        return TestServer.idleOn(TestDatabase.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/api/v1/session", "/actuator/health", "/nothing"})
    void everyAnswerForbidsWhatItDoesNotNeed(String path) {
        HttpHeaders headers = shared().anybody().get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'self'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Permissions-Policy").orElseThrow()).contains("camera=()");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.allValues("Set-Cookie")).noneMatch(it -> it.contains("JSESSIONID"));
    }

    @Test
    void noOtherSiteMayAsk() {
        HttpResponse<String> preflight =
                shared().anybody()
                        .with("Access-Control-Request-Method", "GET")
                        .sendAsIs("OPTIONS", "/api/v1/session", "", "");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<String> asked = shared().anybody().get("/api/v1/session");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aBreachOfTheContentPolicyIsCounted() {
        ContentPolicyReports reports = shared().bean(ContentPolicyReports.class);
        long before = reports.count();
        HttpResponse<String> taken =
                shared().anybody()
                        .sendAsIs(
                                "POST",
                                "/csp-report",
                                "application/csp-report",
                                """
                                {"csp-report": {"violated-directive": "script-src",
                                 "blocked-uri": "inline",
                                 "document-uri": "http://127.0.0.1/sign-in/once?key=secret"}}
                                """);
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(reports.count()).isEqualTo(before + 1);
    }

    @Test
    void aStrangersWordOnWhereItComesFromIsNotBelieved() {
        Caller stranger =
                shared().anybody()
                        .with("X-Forwarded-For", "203.0.113.9")
                        .with("X-Forwarded-Proto", "https");
        HttpResponse<String> page = stranger.get("/sign-in");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(page.headers().allValues("Set-Cookie")).noneMatch(it -> it.contains("Secure"));
    }

    @Test
    void aTrustedProxysWordIsBelieved() {
        try (TestServer server =
                TestServer.startIdle(
                        TestDatabase.SQLITE,
                        dataDir,
                        Map.of(Setting.TRUSTED_PROXIES, "127.0.0.0/8"))) {
            server.userWithPassword("ada", Role.VIEWER);
            Caller proxied =
                    server.anybody()
                            .with("X-Forwarded-For", "203.0.113.9")
                            .with("X-Forwarded-Proto", "https");
            HttpResponse<String> page = proxied.get("/sign-in");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            String csrf =
                    page.headers().allValues("Set-Cookie").stream()
                            .filter(it -> it.startsWith("XSRF-TOKEN="))
                            .findFirst()
                            .orElseThrow();
            assertThat(csrf).contains("Secure", "SameSite=Lax");
            String token = csrf.substring(csrf.indexOf('=') + 1, csrf.indexOf(';'));
            HttpResponse<String> in =
                    server.anybody()
                            .with("X-Forwarded-For", "203.0.113.9")
                            .with("X-Forwarded-Proto", "https")
                            .with("Cookie", "XSRF-TOKEN=" + token)
                            .with("X-XSRF-TOKEN", token)
                            .sendAsIs(
                                    "POST",
                                    "/sign-in",
                                    FORM,
                                    "name=ada&password=" + TestServer.PASSWORD.replace(" ", "+"));
            assertThat(in.statusCode()).isEqualTo(302);
            assertThat(in.headers().firstValue("Location")).contains("/");
            assertThat(in.headers().allValues("Set-Cookie"))
                    .anyMatch(it -> it.startsWith("foldbase-session-") && it.contains("Secure"));
            assertThat(
                            server.bean(AuditLog.class)
                                    .list(TestServer.OPERATOR, 1, 1)
                                    .rows()
                                    .getFirst()
                                    .address())
                    .contains("203.0.113.9");
        }
    }

    @Test
    void theServerDoesNotStartWhereOthersReachItInTheClear() {
        assertThatThrownBy(() ->
                        TestServer.startIdle(
                                TestDatabase.SQLITE, dataDir, Map.of(Setting.HOST, "0.0.0.0")))
                .hasStackTraceContaining("passwords would cross the network in the clear");
    }
}
