package org.foldbase.server.cli.db;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Renames;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares entities, revisions and the database. */
@Command(
        name = "check",
        description = {
            "Check that the revisions lead to what the entities ask for, that the database has them"
                    + " all, and that nobody changed its tables by hand. Ends with 1 and the difference"
                    + " in words if not.",
            "A database in the default place that is not there yet is said to be so, and is no"
                    + " failure; one whose URL was given has to be there."
        },
        footer =
                "%nFields of --json: ok, entities (what they ask for beyond the revisions: change,"
                        + " losesData), database (nothing if it was not asked), state (absent, or as in"
                        + " 'current'), missing (revisions), drift (in words).")
final class CheckCommand extends LiveTask {

    @Option(
            names = "--offline",
            description = "Compare entities and revisions only. Default: the database too.")
    private boolean offline;

    /** What the database is found to be. */
    private record Found(
            String database, String state, List<Revision> missing, List<String> drift) {
        static final Found NOTHING = new Found("", "", List.of(), List.of());

        boolean isFine() {
            return missing.isEmpty() && drift.isEmpty();
        }
    }

    @Override
    public Integer call() {
        Migrations migrations = SourceTree.migrations();
        SchemaHistory.requireOneHead(migrations);
        List<Operation> entities = SourceTree.changes(migrations, Renames.NONE).operations();
        Found found = offline ? Found.NOTHING : look();
        boolean ok = entities.isEmpty() && found.isFine();
        if (isJsonWanted()) {
            print(ok, entities, found);
        } else {
            say(entities, found);
        }
        return ok ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Found look() {
        Settings settings = settings();
        SchemaHistory history = history(settings);
        String name = history.address().toString();
        if (settings.database().isDefault() && !Files.exists(history.address().file())) {
            return new Found(name, "absent", List.of(), List.of());
        }
        DatabaseState state = history.state();
        Optional<DatabaseException> trouble = history.trouble(state);
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return new Found(
                name,
                state.name().toLowerCase(Locale.ROOT),
                history.missing(),
                new ArrayList<>(history.drift()));
    }

    private void print(boolean ok, List<Operation> entities, Found found) {
        Json.object(
                talk().out(),
                json -> {
                    json.writeBooleanProperty("ok", ok);
                    Json.changes(json, "entities", entities);
                    if (!offline) {
                        json.writeStringProperty("database", found.database());
                        json.writeStringProperty("state", found.state());
                        Json.ids(json, "missing", found.missing());
                        Json.texts(json, "drift", found.drift());
                    }
                });
    }

    private void say(List<Operation> entities, Found found) {
        Talk talk = talk();
        if (entities.isEmpty()) {
            talk.out().println("The revisions lead to what the entities ask for.");
        } else {
            talk.out()
                    .println(
                            "The entities ask for more than the revisions ('foldbase db migrate'):");
            talk.changes(entities);
        }
        if (offline) {
            return;
        }
        if (found.state().equals("absent")) {
            talk.out().println("There is no database " + found.database() + " yet.");
            return;
        }
        if (found.isFine()) {
            talk.out().println("The database " + found.database() + " is as they say.");
        }
        if (!found.missing().isEmpty()) {
            talk.out()
                    .println(
                            "The database "
                                    + found.database()
                                    + " lacks "
                                    + Talk.counted(found.missing().size(), "revision")
                                    + " ('foldbase db upgrade'):");
            found.missing().forEach(it -> talk.out().println("  " + it));
        }
        if (!found.drift().isEmpty()) {
            talk.out().println("The database " + found.database() + " was changed by hand:");
            found.drift().forEach(it -> talk.out().println("  " + it));
        }
    }
}
