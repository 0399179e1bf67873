package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.Json;
import org.foldbase.server.cli.db.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Lists datasets. */
@Command(
        name = "list",
        description = {"List datasets, the newest first.", ""},
        footer = "%nFields of --json: datasets (id, name, type, assembly, state, owner).")
final class ListCommand extends DatasetTask {

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..1",
            description = "Only those that have this in their name or description.")
    private Optional<String> text;

    @Mixin private final JsonOption json = new JsonOption();

    @Override
    int run(Catalogue datasets) throws IOException {
        List<Catalogue.Line> lines = datasets.list(text);
        if (json.isWanted()) {
            Json.object(out(), fields -> write(lines, fields));
        } else if (lines.isEmpty()) {
            err().println("There is no dataset; 'foldbase dataset add FILE' adds one.");
        } else {
            lines.forEach(it ->
                    out().println(
                                    "%6d  %-8s %-8s %-12s %-12s %s"
                                            .formatted(
                                                    it.id(),
                                                    it.type(),
                                                    it.state(),
                                                    it.assembly(),
                                                    it.owner(),
                                                    it.name())));
        }
        return ExitCode.DONE;
    }

    private static void write(List<Catalogue.Line> lines, JsonGenerator fields) {
        fields.writeArrayPropertyStart("datasets");
        for (Catalogue.Line line : lines) {
            fields.writeStartObject();
            fields.writeNumberProperty("id", line.id());
            fields.writeStringProperty("name", line.name());
            fields.writeStringProperty("type", line.type());
            fields.writeStringProperty("assembly", line.assembly());
            fields.writeStringProperty("state", line.state());
            fields.writeStringProperty("owner", line.owner());
            fields.writeEndObject();
        }
        fields.writeEndArray();
    }
}
