package org.foldbase.server.cli.db;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks a database. */
abstract class LiveTask implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final JsonOption json = new JsonOption();

    /** What waiting for other processes is limited by. */
    static final class LockOption {
        @Option(
                names = "--lock-timeout",
                paramLabel = "SECONDS",
                defaultValue = "120",
                description =
                        "How long to wait for another process that migrates this database."
                                + " Default: ${DEFAULT-VALUE}.")
        private int seconds;

        Duration timeout() {
            return Duration.ofSeconds(seconds);
        }
    }

    final CommandSpec spec() {
        return spec;
    }

    final Talk talk() {
        return Talk.of(spec);
    }

    final boolean isJsonWanted() {
        return json.wanted;
    }

    final Settings settings() {
        return database.settings();
    }

    /** The history of a database that is there, to look at. */
    final SchemaHistory history(Settings settings) {
        return history(settings, false, settings.connectTimeout(), StepListener.NONE);
    }

    /**
     * The history of the settings' database.
     *
     * @param create whether a SQLite file that is not there is made
     */
    final SchemaHistory history(
            Settings settings, boolean create, Duration lockTimeout, StepListener listener) {
        DatabaseAddress address = DatabaseAddress.of(settings.database());
        if (address.isMySql()) {
            talk().err()
                    .println(
                            "foldbase: warning: a mysql: URL goes the way of MariaDB; MySQL itself"
                                    + " is untested");
        }
        Duration connectTimeout = settings.connectTimeout();
        return SchemaHistory.of(
                create
                        ? Connections.creating(address, connectTimeout)
                        : Connections.to(address, connectTimeout),
                SourceTree.migrations(),
                lockTimeout,
                listener);
    }

    /**
     * Says what was done.
     *
     * @param verb what was done to the revisions: {@code applied}
     */
    final void report(SchemaHistory history, String verb, List<Revision> revisions) {
        List<Revision> current = history.current();
        if (isJsonWanted()) {
            Json.object(
                    talk().out(),
                    json -> {
                        json.writeStringProperty("database", history.address().toString());
                        json.writeArrayPropertyStart(verb);
                        for (Revision revision : revisions) {
                            json.writeStartObject();
                            json.writeStringProperty("revision", revision.id());
                            json.writeStringProperty("message", revision.message());
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                        Json.ids(json, "current", current);
                    });
            return;
        }
        String done =
                revisions.isEmpty()
                        ? "Nothing to do"
                        : Talk.counted(revisions.size(), "revision") + " " + verb;
        talk().out().println(done + "; " + history.address() + " is at " + names(current) + ".");
    }

    /** Revisions as a person reads them; none is the base. */
    static String names(List<Revision> revisions) {
        return revisions.isEmpty()
                ? "base"
                : String.join(" and ", revisions.stream().map(Revision::toString).toList());
    }
}
