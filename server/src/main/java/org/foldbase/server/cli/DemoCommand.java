package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.sample.SyntheticGenome;
import org.foldbase.server.sample.SyntheticGenome.GenomeFiles;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a small genome and shows what Foldbase does with it. */
@Command(
        name = "demo",
        description = {
            "Make a small synthetic genome with loops and boundaries, average it around them, and"
                    + " say where the figures are.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder for the demo's files. Default: foldbase-demo in the XDG data home"
                            + " (XDG_DATA_HOME, else ~/.local/share).")
    private Optional<Path> dataDir;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path folder =
                dataDir.orElseGet(() -> Settings.defaultDataDir(System.getenv(), "foldbase-demo"));
        err.println("Making a synthetic genome ...");
        GenomeFiles genome = write(folder);
        out.println("Contact map  " + genome.map());
        int code = pileup(genome.map(), genome.boundaries(), "200000", folder, "boundaries");
        if (code == ExitCode.DONE) {
            code = pileup(genome.map(), genome.loops(), "100000", folder, "loops");
        }
        if (code == ExitCode.DONE) {
            out.println("Look at      " + folder.resolve("loops.png"));
            out.println("and at       " + folder.resolve("boundaries.png"));
        }
        return code;
    }

    private static GenomeFiles write(Path folder) throws OutputException {
        try {
            return SyntheticGenome.write(folder, SEED);
        } catch (IOException e) {
            throw new OutputException("the demo could not be written to " + folder, e);
        }
    }

    private int pileup(Path map, Path regions, String flankBp, Path folder, String name) {
        List<String> arguments =
                List.of(
                        "pileup",
                        map + "::resolutions/10000",
                        regions.toString(),
                        "--flank",
                        flankBp,
                        "-o",
                        folder.resolve(name).toString());
        PrintWriter err = spec.commandLine().getErr();
        err.println("foldbase " + String.join(" ", arguments));
        CommandLine root = spec.root().commandLine();
        return root.execute(arguments.toArray(String[]::new));
    }
}
