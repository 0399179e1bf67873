package org.foldbase.server.cli.db;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.console.ProgressMeter;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.archive.ManagedFile;
import org.foldbase.server.database.transfer.DatabaseBackup;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the database into a file. */
@Command(
        name = "backup",
        description = {
            "Write the database into one file, which every kind of database takes back by 'foldbase"
                    + " db restore'. It may be in use meanwhile. The file holds password hashes and"
                    + " is readable by you alone.",
            ""
        })
final class BackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet.")
    private Path file;

    @Option(
            names = "--with-files",
            description =
                    "Put the files of the data directory in, too. Default: only their names, sizes"
                            + " and checksums.")
    private boolean withFiles;

    @Override
    public Integer call() throws Exception {
        Settings settings = database.settings();
        PrintWriter err = spec.commandLine().getErr();
        try (DatabaseLock _ = DatabaseLock.shared(settings, settings.environment())) {
            DatabaseBackup.Written written =
                    ProgressMeter.<DatabaseBackup.Written, Exception>during(
                            "Backup", " rows", 1, err, meter -> write(settings, meter));
            List<ManagedFile> files = written.report().manifest().files();
            if (!withFiles && !files.isEmpty()) {
                long bytes = files.stream().mapToLong(ManagedFile::sizeBytes).sum();
                err.println(
                        "Not in it: %d files (%d bytes) of the data directory; copy %s too, or use"
                                        .formatted(
                                                files.size(),
                                                bytes,
                                                settings.dataDir().resolve("files"))
                                + " --with-files.");
            }
            new ReplacementTalk(err).missing(written.missing());
            spec.commandLine()
                    .getOut()
                    .println(
                            "%s: %d rows, %d bytes, sha256 %s"
                                    .formatted(
                                            file,
                                            written.report().rows(),
                                            written.report().sizeBytes(),
                                            written.report().sha256()));
        }
        return ExitCode.DONE;
    }

    private DatabaseBackup.Written write(Settings settings, ProgressMeter.Meter meter)
            throws IOException, SQLException {
        return new DatabaseBackup(
                        settings,
                        settings.environment(),
                        SourceTree.migrations(),
                        Clock.systemUTC(),
                        meter::at)
                .write(file, withFiles, spec.commandLine().getParseResult().originalArgs());
    }
}
