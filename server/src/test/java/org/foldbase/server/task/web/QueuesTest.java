package org.foldbase.server.task.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queues as an operator meets them, on a server that runs no task. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(120)
class QueuesTest {

    private static final Map<TestDatabase, TestServer> SERVERS = new EnumMap<>(TestDatabase.class);

    @TempDir private static Path data;

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private Account admin;

    @SuppressWarnings("NullAway.Init")
    private Caller browser;

    @BeforeEach
    void start() {
        server =
                SERVERS.computeIfAbsent(
                        database,
                        it -> TestServer.startIdle(it, data.resolve(it.name()), Map.of()));
        sql("delete from task");
        admin = server.user("ops-" + UUID.randomUUID().toString().substring(0, 8), Role.ADMIN);
        browser = server.browserOf(admin);
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    private void sql(String statement) {
        JdbcTemplate jdbc =
                new JdbcTemplate(server.context().getBean("dataSource", DataSource.class));
        new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> jdbc.update(statement));
    }

    private UUID enqueue() {
        return server.bean(TaskQueue.class).enqueue(NewTask.of("dataset.check").owner(admin.id()));
    }

    private JsonNode queue(String name) {
        JsonNode all =
                JsonMapper.shared().readTree(browser.get("/api/v1/queues").body()).get("queues");
        return all.valueStream()
                .filter(it -> it.get("queue").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode checks() {
        return queue("MEDIUM").get("kinds").get(0);
    }

    private TaskStatus status(UUID task) {
        return server.bean(TaskQueue.class).find(task).orElseThrow().status();
    }

    private int changed(String action) {
        return JsonMapper.shared()
                .readTree(browser.json("POST", "/api/v1/queues/medium/" + action, "").body())
                .get("tasks")
                .asInt();
    }

    @Test
    void whatWaitsRunsAndFailedIsCountedByKind() {
        assertThat(queue("MEDIUM").get("kinds").isEmpty()).isTrue();
        for (int i = 0; i < 5; i++) {
            enqueue();
        }
        sql("update task set run_at = created_at");
        sql(
                "update task set status = 'RUNNING' where order_key = (select first_key from (select"
                        + " min(order_key) as first_key from task) first_one)");
        assertThat(checks().get("title").asString()).isEqualTo("Check of a file");
        assertThat(checks().get("waiting").asInt()).isEqualTo(4);
        assertThat(checks().get("running").asInt()).isEqualTo(1);
        assertThat(browser.get("/admin/queues").body())
                .contains("Check of a file", "Cancel all that waits…")
                .doesNotContain("Try failed ones again");
        assertThat(browser.get("/admin/queues/list").body()).doesNotContain("<html");
        assertThat(queue("SHORT").get("kinds").isEmpty()).isTrue();
    }

    @Test
    void aQueueIsPausedAndResumedOnceAndTheAuditHasIt() {
        for (int i = 0; i < 2; i++) {
            assertThat(browser.post("/admin/queues/medium/pause", Map.of()).statusCode())
                    .isEqualTo(302);
        }
        assertThat(queue("MEDIUM").get("hold").get("by").asString()).isEqualTo(admin.name());
        assertThat(browser.get("/admin/queues").body()).contains("Nothing begins", admin.name());
        for (int i = 0; i < 2; i++) {
            assertThat(browser.json("POST", "/api/v1/queues/medium/resume", "").statusCode())
                    .isEqualTo(204);
        }
        assertThat(queue("MEDIUM").has("hold")).isFalse();
        assertThat(server.bean(AuditLog.class).list(TestServer.OPERATOR, 1, 50).rows())
                .filteredOn(
                        it -> it.actor().equals(admin.name()) && it.action().startsWith("queue."))
                .extracting(AuditLog.Event::action)
                .containsExactlyInAnyOrder("queue.pause", "queue.resume");
        assertThat(browser.json("POST", "/api/v1/queues/huge/pause", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatFailedIsTriedAgainOnce() {
        UUID failed = enqueue();
        UUID waits = enqueue();
        sql(
                "update task set status = 'FAILED', active_key = null, finished_at = created_at where"
                        + " status = 'QUEUED'");
        sql(
                "update task set status = 'QUEUED' where order_key = (select last_key from (select"
                        + " max(order_key) as last_key from task) last_one)");
        assertThat(checks().get("failed").asInt()).isEqualTo(1);
        assertThat(browser.get("/admin/queues").body()).contains("Try failed ones again");
        assertThat(changed("retry")).isEqualTo(1);
        assertThat(checks().get("failed").asInt()).isZero();
        assertThat(changed("retry")).isZero();
        assertThat(checks().get("waiting").asInt()).isEqualTo(2);
        assertThat(status(failed)).isEqualTo(TaskStatus.FAILED);
        assertThat(status(waits)).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void whatWaitsIsCancelledAndWhatRunsGoesOn() {
        UUID runs = enqueue();
        sql("update task set status = 'RUNNING'");
        for (int i = 0; i < 501; i++) {
            enqueue();
        }
        assertThat(changed("purge")).isEqualTo(501);
        assertThat(status(runs)).isEqualTo(TaskStatus.RUNNING);
        assertThat(checks().get("waiting").asInt()).isZero();
    }

    @Test
    void whoMayOnlyReadWatchesAndChangesNothing() {
        Caller scraper = server.programOf(admin, TokenScope.READ);
        assertThat(scraper.get("/api/v1/queues").statusCode()).isEqualTo(200);
        assertThat(scraper.json("POST", "/api/v1/queues/medium/pause", "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theMetricsTellOfQueuesAndKinds() {
        enqueue();
        sql(
                "update task set status = 'DONE', attempt = 3, started_at = created_at, finished_at ="
                        + " created_at");
        String text = server.programOf(admin, TokenScope.READ).get("/actuator/prometheus").body();
        assertThat(text)
                .contains("foldbase_queue_paused{queue=\"medium\"} 0")
                .contains("foldbase_tasks_waiting{kind=\"dataset.check\",queue=\"medium\"}")
                .contains("foldbase_tasks_oldest_seconds{kind=\"dataset.check\",queue=\"medium\"}")
                .contains("foldbase_tasks_retries_total{kind=\"dataset.check\",queue=\"medium\"}")
                .contains("foldbase_tasks_run_seconds_count{end=\"done\",kind=\"dataset.check\"");
        assertThat(server.anybody().get("/actuator/prometheus").statusCode()).isEqualTo(401);
    }
}
