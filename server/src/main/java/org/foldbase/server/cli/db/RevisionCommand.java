package org.foldbase.server.cli.db;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a revision to fill by hand, or as {@link MigrateCommand} does. */
@Command(
        name = "revision",
        description =
                "Write a revision without operations, to fill by hand; with --autogenerate the same"
                        + " as 'foldbase db migrate'.",
        footer = Draft.FIELDS)
final class RevisionCommand implements Callable<Integer> {

    private static final SchemaDiff NOTHING = new SchemaDiff(List.of(), List.of(), List.of());

    @Mixin private final Draft draft = new Draft();
    @Mixin private final RenameOption renames = new RenameOption();

    @Option(
            names = "--autogenerate",
            description = "Write what the entities ask for. Default: an empty revision.")
    private boolean autogenerate;

    @Override
    public Integer call() {
        if (autogenerate) {
            return draft.fromEntities(renames.answers());
        }
        SourceTree tree = draft.tree();
        Migrations migrations = tree.revisions();
        SchemaHistory.requireOneHead(migrations);
        return draft.write(tree, migrations.next(draft.message(), NOTHING, Clock.systemUTC()));
    }
}
