package org.foldbase.server.cli.db;

import picocli.CommandLine.Option;

/** Whether the result is for a program. */
public final class JsonOption {
    @Option(
            names = "--json",
            description = "Print JSON with the fields named below. Default: words.")
    boolean wanted;

    /** Whether it is. */
    public boolean isWanted() {
        return wanted;
    }
}
