package org.foldbase.server.cli.db;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a revision does. */
@Command(
        name = "show",
        description = "Show what a revision changes, and what reverting it changes.",
        footer =
                "%nFields of --json: revision, follows, message, date, head, file, up and down (each"
                        + " an array of change, losesData).")
final class ShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final JsonOption json = new JsonOption();

    @Parameters(
            paramLabel = "REVISION",
            description = "A revision's id or its beginning, or head. Needed.")
    private String wanted;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        Migrations migrations = SourceTree.migrations();
        Revision revision = find(migrations);
        boolean head = migrations.heads().contains(revision);
        if (json.wanted) {
            Json.object(
                    talk.out(),
                    fields -> {
                        Json.revision(fields, revision, head);
                        fields.writeStringProperty("file", revision.fileName());
                        Json.changes(fields, "up", revision.up());
                        Json.changes(fields, "down", revision.down());
                    });
            return ExitCode.DONE;
        }
        PrintWriter out = talk.out();
        out.println(RevisionLine.of(revision, migrations));
        out.println("file     " + revision.fileName());
        out.println("follows  " + (revision.parents().isEmpty() ? "nothing" : follows(revision)));
        out.println("up");
        talk.changes(revision.up());
        out.println("down");
        talk.changes(revision.down());
        return ExitCode.DONE;
    }

    private Revision find(Migrations migrations) {
        if (wanted.equals("head") && !migrations.heads().isEmpty()) {
            SchemaHistory.requireOneHead(migrations);
            return migrations.heads().getFirst();
        }
        return migrations.get(wanted);
    }

    private static String follows(Revision revision) {
        return String.join(" and ", revision.parents());
    }
}
