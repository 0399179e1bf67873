package org.foldbase.server.cli.db;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.Migrator.Applied;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the revisions. */
@Command(
        name = "history",
        description = "List the revisions of this program, newest first.",
        footer =
                "%nFields of --json, in an array: revision, follows, message, date, head; with"
                        + " --applied, appliedAt, appliedBy and tookMs of those that are.")
final class HistoryCommand extends LiveTask {

    @Option(
            names = "--applied",
            description =
                    "Say when, by whom and how fast each was applied to the database. Default: ask"
                            + " no database.")
    private boolean withApplied;

    @Override
    public Integer call() {
        Migrations migrations = SourceTree.migrations();
        Map<String, Applied> applied = withApplied ? applied() : Map.of();
        List<Revision> newestFirst = migrations.history().reversed();
        if (isJsonWanted()) {
            Json.print(
                    talk().out(),
                    json -> {
                        json.writeStartArray();
                        for (Revision revision : newestFirst) {
                            json.writeStartObject();
                            Json.revision(json, revision, migrations.heads().contains(revision));
                            Optional.ofNullable(applied.get(revision.id()))
                                    .ifPresent(it -> {
                                        json.writeStringProperty("appliedAt", it.appliedAt());
                                        json.writeStringProperty("appliedBy", it.appliedBy());
                                        json.writeNumberProperty("tookMs", it.tookMs());
                                    });
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    });
            return ExitCode.DONE;
        }
        for (Revision revision : newestFirst) {
            talk().out().println(RevisionLine.of(revision, migrations));
            if (withApplied) {
                talk().out().println("              " + words(applied.get(revision.id())));
            }
        }
        return ExitCode.DONE;
    }

    private Map<String, Applied> applied() {
        SchemaHistory history = history(settings());
        history.requireSound();
        return history.applied().stream().collect(Collectors.toMap(Applied::revision, it -> it));
    }

    private static String words(@Nullable Applied applied) {
        return applied == null
                ? "not applied"
                : "applied %s by %s in %,d ms"
                        .formatted(applied.appliedAt(), applied.appliedBy(), applied.tookMs());
    }
}
