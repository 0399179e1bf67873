package org.foldbase.server.task.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.foldbase.server.task.TaskFeed;
import org.foldbase.server.task.TaskView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One page that follows tasks. Changes wait, the last of each task, until the page takes them: a
 * slow one holds up nobody, and keeps no more in memory than there are tasks that changed.
 */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Predicate<TaskView> visible;
    private final Consumer<EventStream> ended;
    private final SseEmitter emitter = new SseEmitter(2 * LIFE.toMillis());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<UUID, TaskView> waiting = new LinkedHashMap<>();
    private boolean over;

    /** What a page is told of a task. */
    record Event(UUID id, String kind, String status, double progress, String doing) {}

    EventStream(Predicate<TaskView> visible, Consumer<EventStream> ended) {
        this.visible = visible;
        this.ended = ended;
        emitter.onCompletion(this::end);
        emitter.onTimeout(this::end);
        emitter.onError(failure -> end());
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Tells of what changes from now on, until the page goes or the stream has lived. */
    void begin(TaskFeed feed) {
        Thread.ofVirtual().name("task-events").start(() -> follow(feed));
    }

    void end() {
        lock.lock();
        try {
            over = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void changed(TaskView task) {
        if (visible.test(task)) {
            lock.lock();
            try {
                waiting.put(task.id(), task);
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void follow(TaskFeed feed) {
        long deadline = System.nanoTime() + LIFE.toNanos();
        try (TaskFeed.Subscription _ = feed.subscribe(this::changed)) {
            emitter.send(SseEmitter.event().name("begin").data("{}"));
            while (!isOver() && System.nanoTime() < deadline) {
                List<TaskView> tasks = next();
                if (tasks.isEmpty()) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                for (TaskView task : tasks) {
                    emitter.send(
                            SseEmitter.event()
                                    .name("task")
                                    .data(
                                            new Event(
                                                    task.id(),
                                                    task.kind(),
                                                    task.status().name(),
                                                    task.progress(),
                                                    task.doing()),
                                            MediaType.APPLICATION_JSON));
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a page that followed tasks is gone", e);
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.accept(this);
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** What changed; nothing if nothing did for a while. */
    private List<TaskView> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = SILENCE.toNanos();
            while (waiting.isEmpty() && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            List<TaskView> tasks = new ArrayList<>(waiting.values());
            waiting.clear();
            return tasks;
        } finally {
            lock.unlock();
        }
    }
}
