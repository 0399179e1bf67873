package org.foldbase.server.cli.db;

import java.util.List;
import picocli.CommandLine.Option;

/** What a person says about names that are gone. */
final class RenameOption {
    @Option(
            names = "--rename",
            paramLabel = "OLD:NEW",
            description =
                    "A name that is gone and what became of it: table.column:new, table:new, or :-"
                            + " for the new name if it was removed. May be given again. Default:"
                            + " ask, or without a terminal refuse.")
    private List<String> answers = List.of();

    List<String> answers() {
        return answers;
    }
}
