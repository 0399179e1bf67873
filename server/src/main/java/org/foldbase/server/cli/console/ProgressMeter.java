package org.foldbase.server.cli.console;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal; nothing anywhere else. */
public final class ProgressMeter {
    private static final int WIDTH = 79;

    private ProgressMeter() {}

    /** Is told how far the work is. */
    @FunctionalInterface
    public interface Meter {
        void at(long done, long inAll);
    }

    /** Work that tells how far it is. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run(Meter meter) throws E;
    }

    /**
     * Does the work.
     *
     * @param unit what is counted: {@code " M pixels"}
     * @param unitSize how many of them one unit is
     */
    public static <T, E extends Exception> T during(
            String task, String unit, long unitSize, PrintWriter err, Work<T, E> work) throws E {
        if (!Boolean.getBoolean("foldbase.terminal")) {
            return work.run((done, inAll) -> {});
        }
        ProgressBarBuilder builder =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(100)
                        .setUnit(unit, unitSize)
                        .setConsumer(
                                new DelegatingProgressBarConsumer(
                                        line -> {
                                            err.print("\r" + line);
                                            err.flush();
                                        },
                                        WIDTH));
        try (ProgressBar bar = builder.build()) {
            return work.run((done, inAll) -> {
                bar.maxHint(inAll);
                bar.stepTo(done);
            });
        } finally {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }
}
