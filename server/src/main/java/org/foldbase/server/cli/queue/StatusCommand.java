package org.foldbase.server.cli.queue;

import java.time.Duration;
import org.foldbase.server.cli.db.Json;
import org.foldbase.server.cli.db.JsonOption;
import org.foldbase.server.database.ProcessRegistry;
import org.foldbase.server.task.QueueControl;
import org.foldbase.server.task.QueueState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.core.JsonGenerator;

/** Tells how the queues do. */
@Command(
        name = "status",
        description = {"Tell what waits, runs and failed in each queue, and who is there.", ""},
        footer =
                "%nFields of --json: queues (queue, pausedBy and pausedSince if it is, kinds (kind,"
                        + " title, waiting, delayed, running, failed, oldestSeconds)), processes"
                        + " (kind, host, pid). 'delayed' waits for its next attempt; 'failed' was not"
                        + " tried again since; 'oldest' is how long the first that waits could have"
                        + " begun.")
final class StatusCommand extends QueueTask {

    private static final String ROW = "%-8s %-32s %8s %8s %8s %8s %9s";

    @Mixin private final JsonOption json = new JsonOption();

    @Override
    void run(QueueControl queues) {
        QueueControl.Report report = queues.report(operator());
        if (json.isWanted()) {
            Json.object(out(), fields -> write(report, fields));
            return;
        }
        out().println(
                        ROW.formatted(
                                "queue", "tasks", "waiting", "delayed", "running", "failed",
                                "oldest"));
        report.queues().forEach(this::print);
        if (report.processes().isEmpty()) {
            say("No server and no worker is there: nothing begins.");
        }
        report.processes().forEach(it -> out().println(it));
    }

    private void print(QueueState queue) {
        String name = ChosenQueues.shellName(queue.queue());
        if (queue.kinds().isEmpty()) {
            out().println(row(name, "", 0, 0, 0, 0, Duration.ZERO));
        }
        for (QueueState.KindState kind : queue.kinds()) {
            out().println(
                            row(
                                    name,
                                    kind.title(),
                                    kind.waiting(),
                                    kind.delayed(),
                                    kind.running(),
                                    kind.failed(),
                                    kind.oldest()));
        }
        queue.hold()
                .ifPresent(hold ->
                        out().println(
                                        "%-8s paused by %s since %s"
                                                .formatted(name, hold.by(), hold.since())));
    }

    private static String row(
            String queue,
            String title,
            long waiting,
            long delayed,
            long running,
            long failed,
            Duration oldest) {
        String age = oldest.isZero() ? "-" : oldest.toSeconds() + " s";
        return ROW.formatted(queue, title, waiting, delayed, running, failed, age);
    }

    private static void write(QueueControl.Report report, JsonGenerator fields) {
        fields.writeArrayPropertyStart("queues");
        for (QueueState queue : report.queues()) {
            fields.writeStartObject();
            fields.writeStringProperty("queue", ChosenQueues.shellName(queue.queue()));
            queue.hold()
                    .ifPresent(hold -> {
                        fields.writeStringProperty("pausedBy", hold.by());
                        fields.writeStringProperty("pausedSince", hold.since().toString());
                    });
            fields.writeArrayPropertyStart("kinds");
            queue.kinds().forEach(kind -> write(kind, fields));
            fields.writeEndArray();
            fields.writeEndObject();
        }
        fields.writeEndArray();
        fields.writeArrayPropertyStart("processes");
        for (ProcessRegistry.Live process : report.processes()) {
            fields.writeStartObject();
            fields.writeStringProperty("kind", process.kind().name());
            fields.writeStringProperty("host", process.host());
            fields.writeNumberProperty("pid", process.pid());
            fields.writeEndObject();
        }
        fields.writeEndArray();
    }

    private static void write(QueueState.KindState kind, JsonGenerator fields) {
        fields.writeStartObject();
        fields.writeStringProperty("kind", kind.kind());
        fields.writeStringProperty("title", kind.title());
        fields.writeNumberProperty("waiting", kind.waiting());
        fields.writeNumberProperty("delayed", kind.delayed());
        fields.writeNumberProperty("running", kind.running());
        fields.writeNumberProperty("failed", kind.failed());
        fields.writeNumberProperty("oldestSeconds", kind.oldest().toMillis() / 1000.0);
        fields.writeEndObject();
    }
}
