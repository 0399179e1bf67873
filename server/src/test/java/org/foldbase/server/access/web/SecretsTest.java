package org.foldbase.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What nobody may read later. */
class SecretsTest {

    private static final String CHOSEN = "rubber stamps on Tuesday";
    private static final String TYPED_AS_NAME = "violet-otters-as-a-name";

    @TempDir private Path dataDir;

    @Test
    void noPasswordTokenKeyOrLinkIsInTheLogOrTheAudit() {
        try (TestServer server = TestServer.startIdle(TestDatabase.SQLITE, dataDir, Map.of())) {
            // Not before: the first server of a process sets its log up anew.
            Logger logger = (Logger) LoggerFactory.getLogger("org.foldbase");
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            Level before = logger.getLevel();
            logger.setLevel(Level.TRACE);
            log.start();
            logger.addAppender(log);
            List<String> secrets = work(server);
            logger.detachAppender(log);
            logger.setLevel(before);
            List<AuditLog.Event> audit =
                    server.bean(AuditLog.class).list(TestServer.OPERATOR, 1, 100).rows();
            assertThat(audit).hasSizeGreaterThan(5);
            assertThat(log.list).isNotEmpty();
            for (String secret : secrets) {
                assertThat(audit.toString()).doesNotContain(secret);
                assertThat(log.list.toString()).doesNotContain(secret);
            }
        }
    }

    /** Signs in well and badly, and makes links and tokens; gives all that was secret in it. */
    private static List<String> work(TestServer server) {
        Account user = server.userWithPassword("ada", Role.ADMIN);
        Caller browser = server.anybody();
        browser.post("/sign-in", Map.of("name", "ada", "password", "a wrong one"));
        browser.post("/sign-in", Map.of("name", TYPED_AS_NAME, "password", "a wrong one"));
        browser.post("/sign-in", Map.of("name", "ada", "password", TestServer.PASSWORD));
        Optional<String> session = browser.cookie("foldbase-session-" + server.port());
        OneTimeLink link = server.bean(Accounts.class).passwordLink(TestServer.OPERATOR, user.id());
        browser.post(
                "/sign-in/once", Map.of("key", link.key(), "password", CHOSEN, "again", CHOSEN));
        server.programOf(user, TokenScope.READ).get("/api/v1/session");
        server.anybody().withToken("fb_a-token-that-is-none").get("/api/v1/session");
        return List.of(
                "a wrong one",
                TYPED_AS_NAME,
                TestServer.PASSWORD,
                CHOSEN,
                link.key(),
                session.orElseThrow(),
                "fb_");
    }
}
