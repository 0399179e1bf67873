package org.foldbase.server.cli.db;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.foldbase.migrate.schema.Operation;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How a command speaks: results to {@code out}, everything else to {@code err}.
 *
 * @param terminal whether a person sees what is said on {@code err}
 * @param verbose whether statements are wanted too
 */
public record Talk(PrintWriter out, PrintWriter err, boolean terminal, boolean verbose) {

    static Talk of(CommandSpec spec) {
        return new Talk(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                Boolean.getBoolean("foldbase.terminal"),
                Boolean.TRUE.equals(spec.root().findOption("--verbose").getValue()));
    }

    void changes(List<Operation> operations) {
        if (operations.isEmpty()) {
            out.println("  no change of tables");
        }
        for (Operation operation : operations) {
            out.println(
                    "  " + operation.describe() + (operation.losesData() ? "  LOSES DATA" : ""));
        }
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    /** A number of things in words. */
    public static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
