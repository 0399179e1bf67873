package org.foldbase.server.cli;

import java.io.PrintWriter;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.server.cli.console.ProgressMeter;

/** A progress bar of pixels on a terminal; nothing anywhere else. */
final class ProgressLine {

    /** Work that tells how far it is. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run(ScanProgress progress) throws E;
    }

    private ProgressLine() {}

    static <T, E extends Exception> T during(String task, PrintWriter err, Work<T, E> work)
            throws E {
        return ProgressMeter.during(
                task,
                " M pixels",
                1_000_000,
                err,
                meter ->
                        work.run((done, inAll) -> {
                            meter.at(done, inAll);
                            return true;
                        }));
    }
}
