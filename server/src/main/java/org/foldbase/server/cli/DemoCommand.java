package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server that has something to show. */
@Command(
        name = "demo",
        description = {
            "Run a server on a small synthetic genome with loops and boundaries, uploaded and averaged"
                    + " as a user would, and say where to look at it. It runs until told to stop"
                    + " (Ctrl-C); started again, it goes on with what it had.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    private static final String USER = "demo";
    private static final Actor OPERATOR = Actor.operator(USER);

    @Spec private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder for the demo's data. Default: foldbase-demo in the XDG data home"
                            + " (XDG_DATA_HOME, else ~/.local/share).")
    private Optional<Path> dataDir;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the pages, on this machine alone. Default: a free one.")
    private String port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = settings();
        err.println("Starting the server ...");
        try (ServerRun server =
                ServerRun.start(settings, sentence -> err.println("foldbase: " + sentence))) {
            err.println("Making a synthetic genome, uploading it, computing its pileups ...");
            Path genome = settings.dataDir().resolve("genome");
            long figure = asUser(server, data -> data.fill(genome));
            String link =
                    server.service(Accounts.class).signInLink(OPERATOR, user(server).id()).path();
            out.println("Open  " + server.uri().resolve(link + "&to=/pileups/" + figure));
            out.println("to sign in once and see its loops; stop with Ctrl-C.");
            out.flush();
            server.untilStopped();
        }
        LongRun.endsWell();
        return ExitCode.DONE;
    }

    private Settings settings() throws IOException {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(
                Setting.DATA_DIR,
                dataDir.orElseGet(() -> Settings.defaultDataDir(System.getenv(), "foldbase-demo"))
                        .toString());
        flags.put(Setting.PORT, port);
        // A demo is one wherever it runs: what the shell says of a real installation is not for it.
        Settings settings = Settings.load(flags, Map.of());
        return ServeCommand.isNew(settings, Environment.DEV)
                ? Settings.load(flags, Map.of())
                : settings;
    }

    private static Account user(ServerRun server) {
        Accounts accounts = server.service(Accounts.class);
        return accounts.find(USER)
                .orElseGet(() ->
                        accounts.add(
                                OPERATOR, USER, Optional.empty(), Role.ADMIN, Optional.empty()));
    }

    /** What the demo's user does through the API. */
    @FunctionalInterface
    interface Work<T> {
        T with(DemoData data) throws IOException, InterruptedException;
    }

    /** Lets the demo's user, who is made if need be, do something with a token of the API. */
    static <T> T asUser(ServerRun server, Work<T> work) throws IOException, InterruptedException {
        Account user = user(server);
        Actor actor = Actor.of(user.id(), user.name(), user.role(), TokenScope.ADMIN);
        Tokens tokens = server.service(Tokens.class);
        Tokens.Made token = tokens.make(actor, USER, TokenScope.ADMIN, Duration.ofHours(1));
        try {
            return work.with(new DemoData(server.uri(), token.key()));
        } finally {
            tokens.revoke(actor, token.token().id());
        }
    }
}
