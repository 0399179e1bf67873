package org.foldbase.server.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.foldbase.hic.cooler.ScanProgress;

/** A progress bar of pixels on a terminal; nothing anywhere else. */
final class ProgressLine {
    private static final int WIDTH = 79;

    /** Work that tells how far it is. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run(ScanProgress progress) throws E;
    }

    private ProgressLine() {}

    static <T, E extends Exception> T during(String task, PrintWriter err, Work<T, E> work)
            throws E {
        if (!Boolean.getBoolean("foldbase.terminal")) {
            return work.run(ScanProgress.NONE);
        }
        ProgressBarBuilder builder =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(100)
                        .setUnit(" M pixels", 1_000_000)
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
                return true;
            });
        } finally {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }
}
