package org.foldbase.server.task.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.foldbase.server.task.TaskView;

/** A kind whose work is a test's, and which remembers what it was told. */
final class TestKind implements TaskKind {

    interface Work {
        TaskOutcome run(TaskRun run) throws Exception;
    }

    private final String name;
    private final QueueName queue;
    private final int version;
    private final Work work;
    final List<TaskView> ended = new CopyOnWriteArrayList<>();
    final List<TaskView> retried = new CopyOnWriteArrayList<>();

    TestKind(String name, QueueName queue, Work work) {
        this(name, queue, 1, work);
    }

    private TestKind(String name, QueueName queue, int version, Work work) {
        this.name = name;
        this.queue = queue;
        this.version = version;
        this.work = work;
    }

    static TestKind named(String name, Work work) {
        return new TestKind(name, QueueName.SHORT, work);
    }

    /** The same with parameters of that version. */
    TestKind version(int version) {
        return new TestKind(name, queue, version, work);
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "Test";
    }

    @Override
    public QueueName queue() {
        return queue;
    }

    @Override
    public TaskOutcome run(TaskRun run) throws Exception {
        return work.run(run);
    }

    @Override
    public void ended(TaskView task) {
        ended.add(task);
    }

    @Override
    public void retried(TaskView task) {
        retried.add(task);
    }
}
