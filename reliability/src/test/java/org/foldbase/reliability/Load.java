package org.foldbase.reliability;

import java.util.Collection;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Queues tasks, one after the other, whatever happens around it. */
final class Load implements AutoCloseable {

    private static final int WORK_MS = 200;
    private static final int EVERY_MS = 60;

    private final Ground ground;
    private final Queue<UUID> queued = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong longestMs = new AtomicLong();
    private final Thread thread;
    private volatile boolean goesOn = true;

    Load(Ground ground) {
        this.ground = ground;
        this.thread = Thread.ofPlatform().name("load").start(this::run);
    }

    private void run() {
        while (goesOn) {
            long asked = System.nanoTime();
            try {
                queued.add(ground.enqueue(WORK_MS, 0));
            } catch (RuntimeException e) {
                refused.incrementAndGet();
            }
            longestMs.accumulateAndGet((System.nanoTime() - asked) / 1_000_000, Math::max);
            Waiting.pause(EVERY_MS);
        }
    }

    /** Those that were committed as far as the one who queued them knows. */
    Collection<UUID> queued() {
        return queued;
    }

    /** How often queueing failed. */
    int refused() {
        return refused.get();
    }

    /** How long queueing one took at most. */
    long longestMs() {
        return longestMs.get();
    }

    @Override
    public void close() {
        end();
    }

    /** No more is queued when this returns. */
    void end() {
        goesOn = false;
        while (thread.isAlive()) {
            Waiting.pause(10);
        }
    }
}
