package org.foldbase.server.cli.db;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes one revision of all. */
@Command(
        name = "squash",
        description =
                "Write one revision that makes the newest schema at once and replaces all there are;"
                        + " their files move to migrations/replaced. A database that has some of them"
                        + " gets the others, and then counts as having the new one.",
        footer = Draft.FIELDS)
final class SquashCommand implements Callable<Integer> {

    @Mixin private final Draft draft = new Draft();

    @Option(
            names = "--without-sql",
            description =
                    "Leave out statements that were written by hand; new databases then get none of"
                            + " them. Default: refuse if there are any.")
    private boolean withoutSql;

    @Override
    public Integer call() {
        SourceTree tree = draft.tree();
        Migrations migrations = tree.revisions();
        SchemaHistory.requireOneHead(migrations);
        return draft.write(tree, migrations.squash(draft.message(), withoutSql, Clock.systemUTC()));
    }
}
