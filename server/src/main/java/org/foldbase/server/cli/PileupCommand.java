package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
import org.foldbase.hic.cooler.NotInFileException;
import org.foldbase.hic.pileup.Edges;
import org.foldbase.hic.pileup.Pileup;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.Reduction;
import org.foldbase.hic.pileup.ValueType;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.pileup.PileupFiles;
import org.foldbase.server.pileup.PileupReport;
import org.foldbase.server.pileup.RegionTalk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Averages a contact map around regions, or between pairs of them. */
@Command(
        name = "pileup",
        customSynopsis = "foldbase pileup MAP[::GROUP] REGIONS --flank=BP [OPTIONS]",
        sortOptions = false,
        description = {
            "Average a contact map around the regions of a BED file, or between the pairs of a"
                    + " BEDPE file.",
            "",
            "A region's window is centred on the bin that holds the middle of the region. Positions"
                    + " are 0-based and half-open, as in BED; a name without its chr, or with it, is"
                    + " the same chromosome.",
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
                    "Regions in a BED file, or pairs of regions in a BEDPE file, plain or gzip; which"
                            + " of the two is told by its content.")
    private Path regionsFile;

    @Option(
            names = "--bin-size",
            paramLabel = "BP",
            description =
                    "Take the map with bins of this size, in base pairs. Needed for an .mcool"
                            + " without a group; 'foldbase map info' lists the sizes. Default:"
                            + " the only map.")
    private Optional<Long> binSizeBp;

    @Option(
            names = "--flank",
            required = true,
            paramLabel = "BP",
            description =
                    "Base pairs on each side of a region's centre, a multiple of the bin size; say"
                            + " 200000. Needed.")
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
            description =
                    "Balancing column for balanced and obs-exp, say KR; 'foldbase map info' lists"
                            + " them. Default: weight.")
    private Optional<String> weightName;

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
            description =
                    "Smooth the expected over log-spaced distance; obs-exp and obs-exp-raw only."
                            + " Default: not smoothed.")
    private boolean smoothExpected;

    @Option(
            names = "--score-size",
            paramLabel = "BINS",
            description =
                    "Side in bins, odd, of the squares that the score compares: mean of the centre"
                            + " over mean of the four corners. Default: 3.")
    private Optional<Integer> scoreSize;

    @Option(
            names = "--skip-bad-lines",
            description =
                    "Pass over malformed lines of REGIONS and count them. Default: stop at the first.")
    private boolean skipBadLines;

    @Option(
            names = "--format",
            paramLabel = "bed|bedpe",
            converter = Choices.Format.class,
            completionCandidates = Choices.Format.class,
            description = "Format of REGIONS. Default: told by content.")
    private Optional<RegionFormat> format;

    @Option(
            names = "--view",
            paramLabel = "FILE",
            description =
                    "Regions that windows must not leave and that have an expected of their own,"
                            + " say chromosome arms; a text file of chrom, start, end (in bp), [name],"
                            + " tab-separated."
                            + " Default: whole chromosomes.")
    private Optional<Path> viewFile;

    @Option(
            names = "--ignore-diags",
            paramLabel = "N",
            description =
                    "Give no value to cells less than N bins from the map's main diagonal. Default:"
                            + " what the balancing column says of itself, else 2.")
    private Optional<Integer> ignoreDiags;

    @Option(
            names = "--edges",
            paramLabel = "drop|partial",
            defaultValue = "drop",
            converter = Choices.EdgeRule.class,
            completionCandidates = Choices.EdgeRule.class,
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
                    "Divide by the average of N copies of each region, at most 1000, each shifted"
                            + " at random by 100 kb to 1 Mb. Default: ${DEFAULT-VALUE} (no"
                            + " controls).")
    private int controls;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Whole number that decides the shifts of the controls: the same one gives the"
                            + " same shifts. Default: 0.")
    private Optional<Long> seed;

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
            converter = OutputPrefix.Converter.class,
            description =
                    "Folder, which must exist, and beginning of the files' names. Default:"
                            + " ${DEFAULT-VALUE} (in the working directory).")
    private OutputPrefix prefix;

    @Override
    public Integer call() throws IOException {
        requireSense();
        InputFile mapFile = InputFile.of(address.uri().file());
        InputFile regionsInput = InputFile.of(regionsFile);
        regionsInput.requireNoPipe();
        Optional<InputFile> viewInput = viewInput();
        requireOrder(mapFile, regionsInput);
        prefix.requireWritable(mapFile, regionsInput, viewInput.orElse(mapFile));
        try (ExecutorService background = Executors.newFixedThreadPool(1);
                CoolerFile file = CoolerFile.open(mapFile.path())) {
            ContactMap map = address.in(file, longOf(binSizeBp));
            PileupOptions options = options(map);
            RegionFile regions =
                    RegionFile.read(regionsFile, new RegionFile.ReadOptions(format, skipBadLines));
            Future<String> mapHash = background.submit(mapFile::sha256);
            try {
                PileupResult result = average(map, regions, options);
                PileupReport report =
                        PileupReport.of(
                                source(file.path(), await(mapHash)),
                                map,
                                source(regionsFile, regionsInput.sha256()),
                                regions,
                                describe(viewInput),
                                options,
                                result);
                mapFile.requireUnchanged();
                regionsInput.requireUnchanged();
                List<Path> written = write(report);
                new PileupTalk(spec.commandLine().getErr(), regions, result.regions())
                        .summary(bothTriangles);
                written.forEach(spec.commandLine().getOut()::println);
                return ExitCode.DONE;
            } finally {
                mapHash.cancel(true);
            }
        }
    }

    /** Refuses what cannot go together, in the words of the command line. */
    private void requireSense() {
        require(
                reduction != Reduction.SUM_RATIO || valueType.isOverExpected(),
                "--reduce sum-ratio divides observed by expected: it needs --value obs-exp or"
                        + " obs-exp-raw, not "
                        + Choices.shellName(valueType));
        require(
                !smoothExpected || valueType.isOverExpected(),
                "--expected-smooth needs --value obs-exp or obs-exp-raw, not "
                        + Choices.shellName(valueType));
        require(
                weightName.isEmpty() || valueType.isBalanced(),
                "--weight needs --value balanced or obs-exp, not " + Choices.shellName(valueType));
        require(seed.isEmpty() || controls > 0, "--seed needs --controls");
        require(
                binSizeBp.orElse(1L) > 0,
                "the bin size must be positive, but is %d bp".formatted(binSizeBp.orElse(1L)));
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private void requireOrder(InputFile map, InputFile regions) throws IOException {
        require(
                map.beginsAsHdf5() || !regions.beginsAsHdf5(),
                "REGIONS %s is an HDF5 file and MAP %s is not: give the map first"
                        .formatted(regions.path(), map.path()));
    }

    private Optional<InputFile> viewInput() throws IOException {
        if (viewFile.isEmpty()) {
            return Optional.empty();
        }
        InputFile view = InputFile.of(viewFile.get());
        view.requireNoPipe();
        return Optional.of(view);
    }

    private PileupOptions options(ContactMap map) throws IOException {
        try {
            PileupOptions.Builder options =
                    PileupOptions.flank(flankBp)
                            .valueType(valueType)
                            .weightName(weightName.orElse("weight"))
                            .reduction(reduction)
                            .smoothExpected(smoothExpected)
                            .edges(edges)
                            .flip(flip)
                            .bothTriangles(bothTriangles)
                            .controls(controls, seed.orElse(0L));
            scoreSize.ifPresent(options::scoreSize);
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

    private PileupResult average(ContactMap map, RegionFile regions, PileupOptions options)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        requireWeights(map);
        requireRoomForScore(map);
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
        if (result.regions().kept() == 0) {
            throw new BadInputException(
                    new RegionTalk(regions.format(), result.regions())
                            .nothingLeft(regionsFile.toString()));
        }
        return result;
    }

    private static PileupReport.Source source(Path file, String sha256) {
        return new PileupReport.Source(String.valueOf(file.getFileName()), sha256);
    }

    private void requireRoomForScore(ContactMap map) {
        long side = 2 * (flankBp / map.binSizeBp().orElse(1)) + 1;
        require(
                scoreSize.orElse(1) <= side,
                "a score size of %d is more than the %d bins of a window"
                        .formatted(scoreSize.orElse(1), side));
    }

    private void requireWeights(ContactMap map) throws IOException {
        if (valueType.isBalanced() && map.weightNames().isEmpty()) {
            throw new NotInFileException(
                    "%s has no balancing weights; take --value raw or obs-exp-raw"
                            .formatted(map.uri()));
        }
    }

    private static Optional<String> describe(Optional<InputFile> view) throws IOException {
        if (view.isEmpty()) {
            return Optional.empty();
        }
        String hash = view.get().sha256();
        view.get().requireUnchanged();
        return Optional.of(view.get().path().getFileName() + " " + hash);
    }

    private List<Path> write(PileupReport report) throws OutputException {
        try {
            return PileupFiles.write(prefix.path(), report);
        } catch (IOException e) {
            throw new OutputException(prefix.path() + " could not be written", e);
        }
    }

    private static String await(Future<String> hash) throws IOException {
        try {
            return hash.get();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static OptionalLong longOf(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
