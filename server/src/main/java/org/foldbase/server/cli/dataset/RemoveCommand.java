package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.util.List;
import org.foldbase.server.cli.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes datasets. */
@Command(
        name = "rm",
        description = {
            "Remove datasets. Files that Foldbase keeps go to the trash, others stay where they are.",
            ""
        })
final class RemoveCommand extends DatasetTask {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Which, by their numbers.")
    private List<Long> ids;

    @Option(
            names = "--with-uses",
            description =
                    "Remove the pileups that were made of them, too. Default: what is in use stays.")
    private boolean withUses;

    @Override
    int run(Catalogue datasets) throws IOException {
        for (long id : ids) {
            datasets.remove(id, withUses);
            err().println("Dataset " + id + " is removed.");
        }
        return ExitCode.DONE;
    }
}
