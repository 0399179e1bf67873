package org.foldbase.server.cli.db;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the revision that the entities ask for. */
@Command(
        name = "migrate",
        description =
                "Compare the entities with the newest revision and write what changed as a new one:"
                        + " a file in the source tree's migrations/, for every kind of database. No"
                        + " database is asked. If nothing changed, nothing is written.",
        footer = Draft.FIELDS)
final class MigrateCommand implements Callable<Integer> {

    @Mixin private final Draft draft = new Draft();
    @Mixin private final RenameOption renames = new RenameOption();

    @Override
    public Integer call() {
        return draft.fromEntities(renames.answers());
    }
}
