package org.foldbase.migrate.run;

/**
 * Hears of every statement of a run, for showing progress. What it throws ends the run at once, as
 * if the process had been killed there.
 */
public interface StepListener {

    /** Hears nothing. */
    StepListener NONE = new StepListener() {};

    /** A statement is about to be run. */
    default void before(String statement) {}

    /** A statement was run. */
    default void after(String statement) {}
}
