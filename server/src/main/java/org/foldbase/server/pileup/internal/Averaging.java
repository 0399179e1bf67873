package org.foldbase.server.pileup.internal;

import java.util.Optional;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.server.task.TaskRun;
import org.foldbase.server.task.TaskStopped;

/** Hands a kernel's progress on to its task, and the task's end on to the kernel. */
final class Averaging implements ScanProgress {

    /** What is left for reading regions before and writing files after. */
    private static final double SHARE = 0.98;

    private final TaskRun run;
    private volatile Optional<TaskStopped> stopped = Optional.empty();

    Averaging(TaskRun run) {
        this.run = run;
    }

    @Override
    public boolean advance(long pixelsDone, long pixelsInAll) {
        try {
            double fraction = pixelsInAll == 0 ? 1 : (double) pixelsDone / pixelsInAll;
            run.progress(SHARE * fraction, "Averaging");
            return true;
        } catch (TaskStopped e) {
            stopped = Optional.of(e);
            return false;
        }
    }

    /** Goes on with the end of the task, if that is why the kernel was stopped. */
    void rethrow() {
        stopped.ifPresent(it -> {
            throw it;
        });
    }
}
