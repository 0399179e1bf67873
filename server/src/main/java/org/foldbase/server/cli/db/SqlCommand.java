package org.foldbase.server.cli.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes revisions as a script. */
@Command(
        name = "sql",
        description =
                "Write the statements of revisions as a script for someone who runs it by hand; no"
                        + " database is asked, and rows are not looked at.")
final class SqlCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FROM:TO",
            defaultValue = "base:head",
            description =
                    "From which revision to which later one; TO alone begins at base. Default:"
                            + " base:head.")
    private String range;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description =
                    "For what: sqlite, postgresql or mariadb. Default: that of the environment's"
                            + " database.")
    private Optional<String> dialect;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A new file for the script. Default: it is printed.")
    private Optional<Path> output;

    @Override
    public Integer call() {
        Migrations migrations = SourceTree.migrations();
        List<String> ends = List.of(range.split(":", 2));
        String to = ends.getLast();
        if (to.equals("head")) {
            SchemaHistory.requireOneHead(migrations);
        }
        String script =
                Migrator.script(
                        migrations,
                        dialect.orElseGet(this::ownDialect),
                        ends.size() == 2 ? ends.getFirst() : "base",
                        to,
                        RunSettings.by(System.getProperty("user.name", "unknown")));
        if (output.isPresent()) {
            write(output.get(), script);
        } else {
            Talk.of(spec).out().print(script);
        }
        return ExitCode.DONE;
    }

    private String ownDialect() {
        return DatabaseAddress.of(database.settings().database()).backend().dialect();
    }

    private static void write(Path file, String script) {
        if (Files.exists(file)) {
            throw DatabaseException.refused(file + " is there already; name a new file");
        }
        try {
            Files.writeString(file, script);
        } catch (IOException e) {
            throw new DatabaseException(
                    Kind.FAILED, "the script can't be written to " + file + ": " + e, e);
        }
    }
}
