package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.console.ProgressMeter;
import org.foldbase.server.shared.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds files. */
@Command(
        name = "add",
        description = {
            "Add contact maps (.cool, .mcool) and regions (BED, BEDPE). What a file is, is told by"
                    + " its content. An upload to a server that was cut goes on where it was when"
                    + " the command is given again.",
            ""
        })
final class AddCommand extends DatasetTask {

    private static final long MEGABYTE = 1_000_000;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
    private List<Path> files;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the dataset is called. Default: the file's name.")
    private Optional<String> name;

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            description = "The assembly it is of. Default: found by the content.")
    private Optional<String> assembly;

    @Option(
            names = "--visibility",
            paramLabel = "WHO",
            converter = Who.class,
            description = "Who sees it: private, shared or public. Default: private.")
    private Optional<Visibility> visibility;

    @Option(
            names = "--by-reference",
            description =
                    "Leave the file where it is, in a folder of import.roots. Default: send or copy"
                            + " it.")
    private boolean byReference;

    @Option(
            names = "--keep-copy",
            description =
                    "Add it even if the same content is there already. Default: tell which dataset"
                            + " has it.")
    private boolean keepCopy;

    @Option(
            names = "--no-wait",
            description = "End before the files are checked. Default: wait, with --server.")
    private boolean noWait;

    @Override
    int run(Catalogue datasets) throws IOException {
        if (name.isPresent() && files.size() > 1) {
            throw Refusal.invalid("--name is for one file, not for " + files.size());
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new Refusal(Refusal.Kind.UNPROCESSABLE, "there is no file " + file);
            }
        }
        boolean allUsable = true;
        for (Path file : files) {
            String called = name.orElse(String.valueOf(file.getFileName()));
            Catalogue.Added added =
                    ProgressMeter.during(
                            called,
                            " MB",
                            MEGABYTE,
                            err(),
                            meter -> datasets.add(asked(file, called), !noWait, meter));
            String remark = added.remark().isEmpty() ? "" : ": " + added.remark();
            out().println(
                            "dataset %d %s (%s)%s"
                                    .formatted(added.id(), called, added.state(), remark));
            allUsable &= added.isUsable();
        }
        return allUsable ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private Catalogue.NewFile asked(Path file, String called) {
        return new Catalogue.NewFile(
                file.toAbsolutePath(),
                called,
                assembly,
                visibility.orElse(Visibility.PRIVATE).name().toLowerCase(Locale.ROOT),
                byReference,
                keepCopy);
    }
}
