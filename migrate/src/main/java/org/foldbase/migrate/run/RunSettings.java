package org.foldbase.migrate.run;

import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link Migrator} works.
 *
 * @param by who is said to have done it, in the history
 * @param lockTimeout how long it waits for another process that migrates the same database
 */
public record RunSettings(String by, Duration lockTimeout, Clock clock, StepListener listener) {

    /** Two minutes of patience, the machine's clock, and nobody listening. */
    public static RunSettings by(String who) {
        return new RunSettings(who, Duration.ofMinutes(2), Clock.systemUTC(), StepListener.NONE);
    }

    public RunSettings withListener(StepListener other) {
        return new RunSettings(by, lockTimeout, clock, other);
    }

    public RunSettings withLockTimeout(Duration other) {
        return new RunSettings(by, other, clock, listener);
    }
}
