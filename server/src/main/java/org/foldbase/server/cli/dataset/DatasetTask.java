package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.DatabaseOptions;
import org.foldbase.server.cli.db.LocalServer;
import org.foldbase.server.shared.Refusal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about datasets, on a server or on a data directory. */
abstract class DatasetTask implements Callable<Integer> {

    private static final String TOKEN = "FOLDBASE_TOKEN";

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The server to talk to. Default: none; the command works on the data directory"
                            + " of this machine.")
    private Optional<URI> server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the API token for --server. Default: what FOLDBASE_TOKEN is.")
    private Optional<Path> tokenFile;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description =
                    "Whose the datasets are, without --server. Default: the administrator, if there"
                            + " is only one.")
    private Optional<String> owner;

    /** Does it. */
    abstract int run(Catalogue datasets) throws IOException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        if (server.isPresent()) {
            try (RemoteCatalogue remote = new RemoteCatalogue(server.get(), token())) {
                return run(remote);
            }
        }
        int[] code = {ExitCode.FAILED};
        LocalServer.with(
                database.settings(),
                LocalServer.FEATURES,
                beans -> code[0] = run(new LocalCatalogue(beans, owner)));
        return code[0];
    }

    private String token() throws IOException {
        if (tokenFile.isPresent()) {
            return Files.readString(tokenFile.get()).strip();
        }
        return Optional.ofNullable(System.getenv(TOKEN))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .orElseThrow(() ->
                        Refusal.invalid(
                                "a server needs an API token: put it into "
                                        + TOKEN
                                        + ", or into a file that --token-file names; the account"
                                        + " page makes one"));
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
