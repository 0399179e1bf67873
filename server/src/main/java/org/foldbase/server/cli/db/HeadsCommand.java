package org.foldbase.server.cli.db;

import java.util.concurrent.Callable;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the revisions that nothing follows. */
@Command(
        name = "heads",
        description = "List the revisions that no other follows: one, unless people worked apart.",
        footer = "%nFields of --json, in an array: revision, follows, message, date, head.")
final class HeadsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        Migrations migrations = SourceTree.migrations();
        if (json.wanted) {
            Json.print(
                    talk.out(),
                    array -> {
                        array.writeStartArray();
                        for (Revision head : migrations.heads()) {
                            array.writeStartObject();
                            Json.revision(array, head, true);
                            array.writeEndObject();
                        }
                        array.writeEndArray();
                    });
        } else {
            migrations
                    .heads()
                    .forEach(head -> talk.out().println(RevisionLine.of(head, migrations)));
        }
        if (migrations.heads().size() > 1) {
            talk.err().println("'foldbase db merge -m MESSAGE' makes them one.");
        }
        return ExitCode.DONE;
    }
}
