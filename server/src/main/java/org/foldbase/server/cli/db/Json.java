package org.foldbase.server.cli.db;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** One JSON document, written field by field: mapping objects would cost a third of the start. */
public final class Json {

    private static final ObjectWriteContext INDENTED =
            new ObjectWriteContext.Base() {
                @Override
                public @Nullable PrettyPrinter getPrettyPrinter() {
                    return new DefaultPrettyPrinter();
                }
            };

    private Json() {}

    /** Writes fields or values. */
    public interface Body {
        void write(JsonGenerator json);
    }

    static void print(PrintWriter out, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(INDENTED, text)) {
            body.write(json);
        }
        out.println(text);
    }

    /** Prints an object with the fields that a body writes. */
    public static void object(PrintWriter out, Body fields) {
        print(
                out,
                json -> {
                    json.writeStartObject();
                    fields.write(json);
                    json.writeEndObject();
                });
    }

    static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    static void ids(JsonGenerator json, String name, List<Revision> revisions) {
        texts(json, name, revisions.stream().map(Revision::id).toList());
    }

    /** The fields of a revision, without its object's brackets. */
    static void revision(JsonGenerator json, Revision revision, boolean head) {
        json.writeStringProperty("revision", revision.id());
        texts(json, "follows", revision.parents());
        json.writeStringProperty("message", revision.message());
        json.writeStringProperty("date", revision.date().toString());
        json.writeBooleanProperty("head", head);
    }

    static void changes(JsonGenerator json, String name, List<Operation> operations) {
        json.writeArrayPropertyStart(name);
        for (Operation operation : operations) {
            json.writeStartObject();
            json.writeStringProperty("change", operation.describe());
            json.writeBooleanProperty("losesData", operation.losesData());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
