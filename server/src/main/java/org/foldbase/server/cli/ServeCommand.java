package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.DatabaseOptions;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Run the server: pages, API and tasks, until told to stop (SIGTERM, or Ctrl-C).",
            "A database that is not there yet is made. A data directory that is empty becomes one of"
                    + " prod, unless FOLDBASE_ENV or --env says otherwise.",
            ""
        })
final class ServeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on. Default: FOLDBASE_HOST, else 127.0.0.1: this machine"
                            + " alone. Another needs TLS or trusted proxies (docs/settings.md).")
    private Optional<String> host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the pages and the API, 0 for a free one. Default: FOLDBASE_PORT, else"
                            + " 8080.")
    private Optional<String> port;

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (ServerRun server =
                ServerRun.start(settings, sentence -> err.println("foldbase: " + sentence))) {
            out.printf("Foldbase (%s) is at %s%n", settings.environment(), server.uri());
            server.service(Accounts.class)
                    .firstAdminLink()
                    .ifPresent(link -> {
                        out.println(
                                "Nobody can sign in yet. Choose the password of "
                                        + link.userName());
                        out.println("at " + server.uri().resolve(link.path()));
                        out.println(
                                "This address is good once, until %s UTC."
                                        .formatted(moment(link.expiresAt())));
                    });
            out.flush();
            server.untilStopped();
        }
        LongRun.endsWell();
        return ExitCode.DONE;
    }

    private static String moment(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private Settings settings() throws IOException {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        host.ifPresent(it -> flags.put(Setting.HOST, it));
        port.ifPresent(it -> flags.put(Setting.PORT, it));
        Settings settings = database.settings(flags);
        return !database.saysEnvironment() && isNew(settings, Environment.PROD)
                ? database.settings(flags)
                : settings;
    }

    /**
     * Whether a data directory is empty: it then says from now on what environment it is of.
     *
     * @return whether it was
     */
    static boolean isNew(Settings settings, Environment environment) throws IOException {
        Path folder = settings.dataDir();
        Path file = folder.resolve("foldbase.yaml");
        if (!settings.configFile().equals(file) || Files.exists(file) || holdsData(folder)) {
            return false;
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new SettingsException(folder + " is a file; the data directory is a folder");
        }
        try {
            Files.createDirectories(folder);
            Files.write(
                    file,
                    List.of(
                            "# Settings of this data directory; docs/settings.md lists them all.",
                            "environment: " + environment.key()),
                    StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new OutputException("the data directory " + folder + " can't be made", e);
        }
        return true;
    }

    private static boolean holdsData(Path folder) {
        for (Environment environment : Environment.values()) {
            if (Files.exists(folder.resolve(environment.key()))) {
                return true;
            }
        }
        return false;
    }
}
