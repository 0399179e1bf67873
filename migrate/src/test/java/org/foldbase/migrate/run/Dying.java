package org.foldbase.migrate.run;

/** Ends a run before or after one of its steps, as if the process had been killed. */
final class Dying implements StepListener {

    private final int step;
    private final boolean before;
    private int seen;

    Dying(int step, boolean before) {
        this.step = step;
        this.before = before;
    }

    /** Stands for a process that is killed. */
    static final class Killed extends Error {}

    @Override
    public void before(String statement) {
        seen++;
        if (before && seen == step) {
            throw new Killed();
        }
    }

    @Override
    public void after(String statement) {
        if (!before && seen == step) {
            throw new Killed();
        }
    }
}
