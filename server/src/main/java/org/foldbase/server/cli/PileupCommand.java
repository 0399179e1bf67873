package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.bed.ViewFile;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.pileup.Edges;
import org.foldbase.hic.pileup.Pileup;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.Reduction;
import org.foldbase.hic.pileup.RegionCounts;
import org.foldbase.hic.pileup.ValueType;
import org.foldbase.server.pileup.PileupFiles;
import org.foldbase.server.pileup.PileupReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Averages a contact map around regions, or between pairs of them. */
@Command(
        name = "pileup",
        sortOptions = false,
        description = {
            "Average a contact map around the regions of a BED file, or between the pairs of a"
                    + " BEDPE file.",
            "",
            "Writes PREFIX.tsv (the matrix under a header with every parameter), PREFIX.npy,"
                    + " PREFIX.counts.npy (finite values a cell), PREFIX.stderr.npy (standard error"
                    + " of the mean), PREFIX.json (provenance), PREFIX.png and PREFIX.svg, and"
                    + " prints their names. Files of these names are replaced.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  foldbase pileup map.mcool::resolutions/10000 sites.bed --flank 200000 -o sites"
        })
final class PileupCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MAP[::GROUP]",
            converter = MapAddress.Converter.class,
            description =
                    "Contact map: .cool, .mcool or .scool; with its group, say"
                            + " map.mcool::resolutions/10000, where the file has several maps.")
    private MapAddress address;

    @Parameters(
            index = "1",
            paramLabel = "REGIONS",
            description =
                    "BED or BEDPE file, plain or gzip; which of the two is told by its content.")
    private Path regionsFile;

    @Option(
            names = "--bin-size",
            paramLabel = "BP",
            description =
                    "Take the map with bins of this size, in base pairs. Needed for an .mcool"
                            + " without a group.")
    private Optional<Long> binSizeBp;

    @Option(
            names = "--flank",
            required = true,
            paramLabel = "BP",
            description =
                    "Base pairs on each side of a region's centre, a multiple of the bin size.")
    private long flankBp;

    @Option(
            names = "--value",
            paramLabel = "TYPE",
            defaultValue = "obs-exp",
            converter = Choices.Value.class,
            completionCandidates = Choices.Value.class,
            description =
                    "raw (counts), balanced (weights applied), obs-exp (balanced over expected at"
                            + " that distance) or obs-exp-raw (the same of counts: for maps without"
                            + " weights). Default: ${DEFAULT-VALUE}.")
    private ValueType valueType;

    @Option(
            names = "--weight",
            paramLabel = "NAME",
            defaultValue = "weight",
            description = "Balancing column, say KR. Default: ${DEFAULT-VALUE}.")
    private String weightName;

    @Option(
            names = "--reduce",
            paramLabel = "HOW",
            defaultValue = "mean",
            converter = Choices.Reduce.class,
            completionCandidates = Choices.Reduce.class,
            description =
                    "mean, median (exact: reads the map once for every block of cells whose values"
                            + " fit into a quarter of the memory, and sorts them) or sum-ratio (sum"
                            + " of observed over sum of expected; obs-exp and obs-exp-raw only)."
                            + " Default: ${DEFAULT-VALUE}.")
    private Reduction reduction;

    @Option(
            names = "--expected-smooth",
            description = "Smooth the expected over log-spaced distance. Default: as it is.")
    private boolean smoothExpected;

    @Option(
            names = "--score-size",
            paramLabel = "BINS",
            defaultValue = "3",
            description =
                    "Side, odd, of the squares that the score compares: mean of the centre over"
                            + " mean of the corners. Default: ${DEFAULT-VALUE}.")
    private int scoreSize;

    @Option(
            names = "--skip-bad-lines",
            description = "Count malformed lines of REGIONS instead of stopping at the first.")
    private boolean skipBadLines;

    @Option(
            names = "--format",
            paramLabel = "bed|bedpe",
            description = "Format of REGIONS. Default: told by content.")
    private Optional<RegionFormat> format;

    @Option(
            names = "--view",
            paramLabel = "FILE",
            description =
                    "Regions that windows must not leave and that have an expected of their own,"
                            + " say chromosome arms: chrom, start, end, [name], tab-separated."
                            + " Default: whole chromosomes.")
    private Optional<Path> viewFile;

    @Option(
            names = "--ignore-diags",
            paramLabel = "N",
            description =
                    "Leave out the first N diagonals. Default: what the balancing column says of"
                            + " itself, else 2.")
    private Optional<Integer> ignoreDiags;

    @Option(
            names = "--edges",
            paramLabel = "drop|partial",
            defaultValue = "drop",
            description =
                    "A window over the edge of its chromosome or view region is dropped, or its"
                            + " part inside counts. Default: ${DEFAULT-VALUE}.")
    private Edges edges;

    @Option(
            names = "--flip",
            description =
                    "Turn windows whose (first) region is on the minus strand, so that upstream is"
                            + " always upper left. Default: strands are ignored.")
    private boolean flip;

    @Option(
            names = "--both-triangles",
            description =
                    "Keep the cells of pairs' windows that lie below the diagonal of the map, as"
                            + " mirror of those above. Default: they are NaN.")
    private boolean bothTriangles;

    @Option(
            names = "--controls",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Divide by the average of N copies of each region, shifted by 100 kb to 1 Mb."
                            + " Default: ${DEFAULT-VALUE} (no controls).")
    private int controls;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Seed of the shifts. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads; the result does not depend on it. Default: one a processor"
                            + " (here ${sys:foldbase.processors}).")
    private Optional<Integer> threads;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PREFIX",
            defaultValue = "pileup",
            description = "Folder and beginning of the files' names. Default: ${DEFAULT-VALUE}.")
    private Path prefix;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        requireWritable();
        try (ExecutorService background = Executors.newFixedThreadPool(1);
                CoolerFile file = CoolerFile.open(address.uri().file())) {
            ContactMap map = address.in(file, longOf(binSizeBp));
            PileupOptions options = options(map);
            RegionFile regions =
                    RegionFile.read(regionsFile, new RegionFile.ReadOptions(format, skipBadLines));
            Future<String> mapHash = background.submit(new Sha256(file.path()));
            PileupResult result = average(map, regions, options, err);
            tell(regions, result.regions(), err);
            PileupReport report =
                    new PileupReport(
                            file.path().getFileName()
                                    + (map.group().equals("/") ? "" : "::" + map.group()),
                            await(mapHash),
                            String.valueOf(regionsFile.getFileName()),
                            new Sha256(regionsFile).call(),
                            regions.format(),
                            regions.badLines().count(),
                            describeView(),
                            options,
                            result);
            write(report).forEach(spec.commandLine().getOut()::println);
            return ExitCode.DONE;
        }
    }

    private void requireWritable() throws OutputException {
        Path folder = prefix.toAbsolutePath().getParent();
        if (prefix.getFileName() == null || folder == null || Files.isDirectory(prefix)) {
            throw new OutputException(
                    "-o %s is a folder; add the beginning of a file name, say %s"
                            .formatted(prefix, prefix.resolve("pileup")));
        }
        if (!Files.isDirectory(folder)) {
            throw new OutputException("there is no folder %s to write to".formatted(folder));
        }
        if (!Files.isWritable(folder)) {
            throw new OutputException("the folder %s is not writable".formatted(folder));
        }
    }

    private PileupOptions options(ContactMap map) throws IOException {
        try {
            PileupOptions.Builder options =
                    PileupOptions.flank(flankBp)
                            .valueType(valueType)
                            .weightName(weightName)
                            .reduction(reduction)
                            .smoothExpected(smoothExpected)
                            .edges(edges)
                            .flip(flip)
                            .bothTriangles(bothTriangles)
                            .controls(controls, seed)
                            .scoreSize(scoreSize);
            ignoreDiags.ifPresent(options::ignoreDiags);
            threads.ifPresent(options::threads);
            if (viewFile.isPresent()) {
                options.view(ViewFile.read(viewFile.get(), map.chromsizes()));
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PileupResult average(
            ContactMap map, RegionFile regions, PileupOptions options, PrintWriter err)
            throws IOException {
        PileupResult result;
        try {
            result =
                    ProgressLine.<PileupResult, IOException>during(
                            "Averaging",
                            err,
                            progress -> Pileup.of(map, regions, options, progress));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        RegionCounts counts = result.regions();
        if (counts.kept() == 0) {
            tellUnknown(counts, err);
            throw new BadInputException(
                    "%s: nothing is left to average of %,d %s: %s"
                            .formatted(
                                    regionsFile,
                                    counts.read(),
                                    noun(regions),
                                    counts.droppedInWords()));
        }
        return result;
    }

    private void tell(RegionFile regions, RegionCounts counts, PrintWriter err) {
        err.printf(
                "%,d of %,d %s averaged; dropped: %s.%n",
                counts.kept(), counts.read(), noun(regions), counts.droppedInWords());
        tellUnknown(counts, err);
        if (counts.reversedPairs() > 0 && !bothTriangles) {
            err.printf(
                    "%,d pairs have their second anchor before the first: cells below the diagonal"
                            + " have no value without --both-triangles.%n",
                    counts.reversedPairs());
        }
        if (counts.controlsMissed() > 0) {
            err.printf(
                    "%,d of %,d shifted controls found no place.%n",
                    counts.controlsMissed(), counts.controlsMissed() + counts.controlsPlaced());
        }
        if (regions.badLines().count() > 0) {
            err.printf("%,d bad lines skipped, among them:%n", regions.badLines().count());
            regions.badLines().messages().forEach(message -> err.println("  " + message));
        }
    }

    private static void tellUnknown(RegionCounts counts, PrintWriter err) {
        if (!counts.unknownChromosomes().isEmpty()) {
            List<String> names = List.copyOf(counts.unknownChromosomes().keySet());
            int most = 10;
            err.printf(
                    "Chromosomes that the map does not have: %s%s.%n",
                    String.join(", ", names.subList(0, Math.min(most, names.size()))),
                    names.size() > most ? " and %d more".formatted(names.size() - most) : "");
        }
    }

    private static String noun(RegionFile regions) {
        return regions.format() == RegionFormat.BED ? "regions" : "pairs";
    }

    private Optional<String> describeView() throws IOException {
        if (viewFile.isEmpty()) {
            return Optional.empty();
        }
        Path view = viewFile.get();
        return Optional.of(view.getFileName() + " " + new Sha256(view).call());
    }

    private List<Path> write(PileupReport report) throws OutputException {
        try {
            return PileupFiles.write(prefix, report);
        } catch (IOException e) {
            throw new OutputException(
                    "%s could not be written: %s".formatted(prefix, reason(e)), e);
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "its folder is gone"
                : String.valueOf(failure.getMessage());
    }

    private static String await(Future<String> hash) throws IOException {
        try {
            return hash.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static OptionalLong longOf(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
