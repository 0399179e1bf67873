package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.sample.SyntheticGenome;
import org.foldbase.server.sample.SyntheticGenome.GenomeFiles;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;

/** Runs, one after the other, the commands whose classes the build's class cache is made of. */
final class Rehearsal {

    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/datasets",
                    "/datasets/1",
                    "/upload",
                    "/pileups",
                    "/pileups/new",
                    "/tasks",
                    "/account",
                    "/admin/users",
                    "/admin/queues",
                    "/sign-in",
                    "/api/v1/openapi.json");

    private Rehearsal() {}

    /**
     * Ends the process with 1 if a command does not end as it should.
     *
     * @param args a folder for what the commands write, and {@code entities} for the commands that
     *     read those, {@code reset} or {@code serve}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path folder = Path.of(args[0]);
        switch (args.length > 1 ? args[1] : "light") {
            case "entities" -> {
                foldbase(ExitCode.DONE, "db migrate -m rehearsal --dry-run");
                foldbase(ExitCode.DONE, "db check", "--data-dir=" + folder);
            }
            case "reset" -> reset(folder);
            case "serve" -> serve(folder);
            default -> light(folder);
        }
        System.exit(ExitCode.DONE);
    }

    private static void light(Path folder) throws IOException {
        pileups(folder);
        String data = "--data-dir=" + folder.resolve("data");
        foldbase(ExitCode.UNAVAILABLE, "db current", data);
        for (String command :
                List.of(
                        "db upgrade",
                        "db upgrade",
                        "db current",
                        "db current --json",
                        "db history --applied")) {
            foldbase(ExitCode.DONE, command, data);
        }
        refusedConnections();
    }

    private static void pileups(Path folder) throws IOException {
        GenomeFiles genome = SyntheticGenome.write(folder.resolve("genome"), 1);
        for (Path regions : List.of(genome.boundaries(), genome.loops())) {
            foldbase(
                    ExitCode.DONE,
                    "pileup --flank 200000",
                    genome.map() + "::resolutions/10000",
                    regions.toString(),
                    "--output=" + folder.resolve("pileup"));
        }
    }

    /** A server that is filled, and whose pages are looked at. */
    private static void serve(Path folder) throws IOException, InterruptedException {
        Settings settings =
                Settings.load(
                        Map.of(
                                Setting.DATA_DIR,
                                folder.resolve("serve").toString(),
                                Setting.PORT,
                                "0"),
                        Map.of());
        ServeCommand.isNew(settings, settings.environment());
        try (ServerRun server = ServerRun.start(settings, OUT::println)) {
            DemoCommand.asUser(
                    server,
                    data -> {
                        long pileup = data.fill(folder.resolve("genome"));
                        for (String page : PAGES) {
                            OUT.println(data.look(page).length() + " " + page);
                        }
                        return data.look("/pileups/" + pileup);
                    });
        }
        foldbase(ExitCode.DONE, "serve --help");
        foldbase(ExitCode.DONE, "queue status", "--data-dir=" + settings.dataDir());
    }

    private static void reset(Path folder) {
        String data = "--data-dir=" + folder.resolve("reset");
        foldbase(ExitCode.DONE, "db reset dev --force --with-sample-data", data);
        foldbase(ExitCode.DONE, "db reset dev --force --with-sample-data", data);
        refusedConnections();
    }

    /** No server is there when this runs; the drivers are loaded up to the refused connection. */
    private static void refusedConnections() {
        for (String url :
                List.of("postgresql://nobody@localhost:1/no", "mariadb://nobody@localhost:1/no")) {
            foldbase(ExitCode.UNAVAILABLE, "db current", "--database-url=" + url);
        }
    }

    private static void foldbase(int expected, String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(options));
        int code = Foldbase.run(OUT, OUT, words.toArray(String[]::new));
        if (code != expected) {
            OUT.println("'foldbase " + String.join(" ", words) + "' ended with " + code);
            System.exit(ExitCode.FAILED);
        }
    }
}
