package org.foldbase.server.task.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.TaskRun;
import org.foldbase.server.task.TaskStopped;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a task by this process: what the work tells, and whether it is to stop. */
final class Attempt implements TaskRun {

    /** Why an attempt is to stop. */
    enum Stop {
        CANCELLED("the task was cancelled"),
        LOST("another worker has the task"),
        DRAINED("the worker stops");

        private final String why;

        Stop(String why) {
            this.why = why;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int DOING_LENGTH = 200;

    private final TaskView task;
    private final UUID token;
    private final FileRoot files;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private volatile double fraction;
    private volatile String doing = "";
    private volatile long heldAtNanos;
    private volatile @Nullable Stop stop;
    private volatile long stoppedAtNanos;

    /** The thread while it works and may be interrupted. */
    private @Nullable Thread worker;

    /**
     * An attempt that holds the task's lease.
     *
     * @param heldAtNanos when the lease was asked for, at the latest
     */
    Attempt(TaskView task, UUID token, FileRoot files, long heldAtNanos) {
        this.task = task;
        this.token = token;
        this.files = files;
        this.heldAtNanos = heldAtNanos;
    }

    TaskView task() {
        return task;
    }

    UUID token() {
        return token;
    }

    // ---- what the work sees

    @Override
    public UUID id() {
        return task.id();
    }

    @Override
    public int attempt() {
        return task.attempt();
    }

    @Override
    public Map<String, Object> parameters() {
        return task.parameters();
    }

    @Override
    public OptionalLong ownerId() {
        return task.ownerId();
    }

    @Override
    public OptionalLong datasetId() {
        return task.datasetId();
    }

    @Override
    public OptionalLong pileupRegionId() {
        return task.pileupRegionId();
    }

    @Override
    public OptionalLong pileupId() {
        return task.pileupId();
    }

    @Override
    public void progress(double fraction, String doing) {
        requireGoingOn();
        // Written so that NaN becomes 0.
        this.fraction = fraction > 0 ? Math.min(fraction, 1) : 0;
        this.doing = doing;
    }

    @Override
    public String write(FileRoot.Kind kind, String rowId, String suffix, FileRoot.Content content)
            throws IOException {
        requireGoingOn();
        String name = token + suffix;
        written.add(FileRoot.path(kind, rowId, name));
        return files.put(kind, rowId, name, content);
    }

    private void requireGoingOn() {
        Stop asked = stop;
        if (asked != null) {
            throw new TaskStopped(asked.why);
        }
    }

    /** Deletes what the attempt wrote: it does not count. */
    void deleteFiles() {
        for (String path : written) {
            try {
                Files.deleteIfExists(files.resolve(path));
            } catch (IOException e) {
                LOG.warn("task {}: a file of an attempt that does not count is left", id(), e);
            }
        }
    }

    // ---- the lease

    Leases.Beat beat() {
        String said = doing.replaceAll("\\p{Cntrl}", " ");
        return new Leases.Beat(
                id(), token, fraction, said.substring(0, Math.min(said.length(), DOING_LENGTH)));
    }

    /** Notes that the lease was renewed by a statement sent after that moment. */
    void held(long sinceNanos) {
        heldAtNanos = sinceNanos;
    }

    /** Whether the lease may have ended, as far as this process knows. */
    boolean isOverdue(Duration lease) {
        return System.nanoTime() - heldAtNanos > lease.toNanos();
    }

    // ---- stopping

    /** Runs work on this thread that may be interrupted until it ends. */
    synchronized void begin() {
        worker = Thread.currentThread();
    }

    /** No interrupt comes from now on, and none is left. */
    synchronized void end() {
        worker = null;
        // The flag is what is wanted to be gone.
        boolean wasInterrupted = Thread.interrupted();
        LOG.trace("interrupted: {}", wasInterrupted);
    }

    /** Has the work end at its next progress. */
    void stop(Stop why) {
        if (stop == null) {
            stoppedAtNanos = System.nanoTime();
            stop = why;
        }
    }

    Optional<Stop> stopped() {
        return Optional.ofNullable(stop);
    }

    /** Whether it was told to stop so long ago. */
    boolean isStoppedFor(Duration time) {
        return stop != null && System.nanoTime() - stoppedAtNanos > time.toNanos();
    }

    /** Has work end that waits or does not tell of progress. */
    synchronized void interrupt() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** For logs. */
    @Override
    public String toString() {
        return "task %s %s attempt=%d owner=%s"
                .formatted(
                        task.id(),
                        task.kind(),
                        task.attempt(),
                        task.ownerId().isPresent() ? task.ownerId().getAsLong() : "-");
    }
}
