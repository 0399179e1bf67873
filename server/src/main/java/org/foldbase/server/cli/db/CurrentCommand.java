package org.foldbase.server.cli.db;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;

/** Says at which revision a database is. */
@Command(
        name = "current",
        description = {
            "Print the newest revision that the database has.",
            "Ends with 4 if the database is ahead of this program, 3 if an applied file was edited, 1 if a revision is half done."
        },
        footer =
                "%nFields of --json: environment, database, state (empty, behind, current, ahead,"
                        + " edited or dirty), current (the newest revisions it has), heads, missing"
                        + " (those to be applied).")
final class CurrentCommand extends LiveTask {

    @Override
    public Integer call() {
        Settings settings = settings();
        SchemaHistory history = history(settings);
        DatabaseState state = history.state();
        List<Revision> current = state == DatabaseState.AHEAD ? List.of() : history.current();
        List<Revision> missing = state == DatabaseState.AHEAD ? List.of() : history.missing();
        if (isJsonWanted()) {
            Json.object(
                    talk().out(),
                    json -> {
                        json.writeStringProperty("environment", settings.environment().key());
                        json.writeStringProperty("database", history.address().toString());
                        json.writeStringProperty("state", state.name().toLowerCase(Locale.ROOT));
                        Json.ids(json, "current", current);
                        Json.ids(json, "heads", history.migrations().heads());
                        Json.ids(json, "missing", missing);
                    });
        } else if (state != DatabaseState.AHEAD) {
            talk().out().println(names(current) + place(history.migrations(), current));
            if (!missing.isEmpty()) {
                talk().err()
                        .println(
                                Talk.counted(missing.size(), "revision")
                                        + " to apply: foldbase db upgrade");
            }
        }
        Optional<DatabaseException> trouble = history.trouble(state);
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return ExitCode.DONE;
    }

    private static String place(Migrations migrations, List<Revision> current) {
        return !current.isEmpty() && migrations.heads().containsAll(current) ? ", the head" : "";
    }
}
