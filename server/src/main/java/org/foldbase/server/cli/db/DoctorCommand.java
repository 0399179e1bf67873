package org.foldbase.server.cli.db;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.doctor.Doctor;
import org.foldbase.server.database.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether rows and files fit together. */
@Command(
        name = "doctor",
        description = {
            "Compare the environment's database with its files and with what the program expects,"
                    + " and say what to do; nothing is changed. Exit code 0: all is well; 1:"
                    + " something was found.",
            ""
        },
        footer = "%nFields of --json: findings (kind, where, what, advice).")
public final class DoctorCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final JsonOption json = new JsonOption();

    @Option(
            names = "--deep",
            description =
                    "Read all files and compare their checksums. Default: only whether they are"
                            + " there and how long they are.")
    private boolean deep;

    private DoctorCommand() {}

    @Override
    public Integer call() throws IOException, SQLException {
        List<Finding> findings =
                Doctor.examine(
                        database.settings(), SourceTree.migrations(), deep, Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted) {
            print(findings, out);
        } else if (findings.isEmpty()) {
            out.println("All is well.");
        } else {
            findings.forEach(out::println);
        }
        return findings.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void print(List<Finding> findings, PrintWriter out) {
        Json.object(
                out,
                fields -> {
                    fields.writeArrayPropertyStart("findings");
                    for (Finding finding : findings) {
                        fields.writeStartObject();
                        fields.writeStringProperty("kind", finding.kind().key());
                        fields.writeStringProperty("where", finding.where());
                        fields.writeStringProperty("what", finding.what());
                        fields.writeStringProperty("advice", finding.advice());
                        fields.writeEndObject();
                    }
                    fields.writeEndArray();
                });
    }
}
