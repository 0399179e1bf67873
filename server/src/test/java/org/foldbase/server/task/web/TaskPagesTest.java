package org.foldbase.server.task.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Role;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.Eventually;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks as people and programs meet them. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"SQLITE", "POSTGRESQL"})
@Timeout(120)
class TaskPagesTest {

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    private TestServer server() {
        return TestServer.idleOn(database);
    }

    private UUID enqueue(Account owner) {
        return server().bean(TaskQueue.class)
                .enqueue(NewTask.of("dataset.check").owner(owner.id()));
    }

    private Account user(Role role) {
        return server().user("tasks-" + UUID.randomUUID().toString().substring(0, 8), role);
    }

    @Test
    void aPageListsOnesOwnTasksAndAnAdministratorsAll() {
        Account ann = user(Role.ANALYST);
        Account bob = user(Role.ANALYST);
        Caller anns = server().browserOf(ann);
        assertThat(anns.get("/tasks").body()).contains("No tasks yet");
        UUID task = enqueue(ann);
        HttpResponse<String> page = anns.get("/tasks?status=active");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(task.toString(), "Queued", "Cancel");
        assertThat(server().browserOf(bob).get("/tasks").body()).doesNotContain(task.toString());
        assertThat(server().browserOf(user(Role.ADMIN)).get("/tasks").body())
                .contains(task.toString(), ann.name());
        assertThat(anns.get("/tasks?status=failed").body()).contains("No such tasks");
        assertThat(anns.get("/tasks?status=lost").statusCode()).isEqualTo(400);
        assertThat(anns.get("/tasks/list").body())
                .contains(task.toString())
                .doesNotContain("<html");
    }

    @Test
    void aTaskIsCancelledAndTriedAgainFromThePage() {
        Account ann = user(Role.ANALYST);
        Caller anns = server().browserOf(ann);
        UUID task = enqueue(ann);
        assertThat(anns.post("/tasks/" + task + "/cancel", Map.of()).statusCode()).isEqualTo(302);
        assertThat(anns.get("/tasks?status=cancelled").body())
                .contains(task.toString(), "Try again");
        anns.post("/tasks/" + task + "/retry", Map.of());
        assertThat(anns.get("/tasks?status=queued").body()).contains("tried again");
    }

    @Test
    void programsReadCancelAndRetry() {
        Account ann = user(Role.ANALYST);
        Caller anns = server().browserOf(ann);
        UUID task = enqueue(ann);
        String path = "/api/v1/tasks/" + task;
        assertThat(anns.get("/api/v1/tasks?size=1").body())
                .contains("\"total\":1", "\"size\":1", task.toString());
        assertThat(anns.get(path).body())
                .contains("\"status\":\"QUEUED\"", "\"owner\":\"" + ann.name() + "\"");
        assertThat(anns.json("POST", path + "/retry", "{}").statusCode()).isEqualTo(409);
        assertThat(anns.json("POST", path + "/cancel", "{}").body())
                .contains("\"status\":\"CANCELLED\"");
        HttpResponse<String> retried = anns.json("POST", path + "/retry", "{}");
        assertThat(retried.statusCode()).isEqualTo(201);
        assertThat(retried.body()).contains("\"retryOf\":\"" + task + "\"");
        assertThat(anns.get("/api/v1/tasks/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void eventsTellOfChangesOfOnesOwnTasksAlone() throws Exception {
        Account ann = user(Role.ANALYST);
        Account bob = user(Role.ANALYST);
        List<String> heard = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        try (Stream<String> lines = server().browserOf(ann).lines("/events/tasks")) {
            Thread reading =
                    Thread.ofVirtual()
                            .start(() ->
                                    lines.forEach(line -> {
                                        heard.add(line);
                                        begun.countDown();
                                    }));
            Eventually.holds("the stream begins", () -> begun.getCount() == 0);
            UUID others = enqueue(bob);
            UUID own = enqueue(ann);
            Eventually.within(
                    Duration.ofSeconds(20),
                    "the own task is heard of",
                    () -> heard.toString().contains(own.toString()));
            assertThat(heard.toString())
                    .contains("event:begin", "event:task", "\"status\":\"QUEUED\"")
                    .doesNotContain(others.toString());
            reading.interrupt();
        }
    }
}
