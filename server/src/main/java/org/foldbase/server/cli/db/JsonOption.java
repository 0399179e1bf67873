package org.foldbase.server.cli.db;

import picocli.CommandLine.Option;

/** Whether the result is for a program. */
final class JsonOption {
    @Option(
            names = "--json",
            description = "Print JSON with the fields named below. Default: words.")
    boolean wanted;
}
