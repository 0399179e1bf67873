package org.foldbase.server.pileup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.foldbase.server.view.HeatmapFigure;

/**
 * The files of a pileup: the matrix as {@code .tsv} under a commented header and as {@code .npy}
 * ({@code <f8}, side × side), {@code .counts.npy} (finite values a cell, {@code <i8}), {@code
 * .stderr.npy} ({@code <f8}), {@code .json} (provenance) and the figure as {@code .png} and {@code
 * .svg}. The same report gives the same bytes everywhere.
 */
public final class PileupFiles {
    private static final List<String> ENDINGS =
            List.of(".tsv", ".npy", ".counts.npy", ".stderr.npy", ".json", ".png", ".svg");

    private PileupFiles() {}

    /** The files that {@link #write} writes, whether they exist or not. */
    public static List<Path> paths(Path prefix) {
        return ENDINGS.stream()
                .map(ending -> prefix.resolveSibling(prefix.getFileName() + ending))
                .toList();
    }

    /**
     * Writes all files, or none.
     *
     * @param prefix of the files' names; its folder must exist
     * @return what was written
     */
    public static List<Path> write(Path prefix, PileupReport report) throws IOException {
        FinishedPileup pileup = FinishedPileup.of(report);
        HeatmapFigure figure = pileup.figure();
        double[] errors = report.result().standardErrors();
        List<FileSet.Content> contents =
                List.of(
                        pileup::writeTsv,
                        pileup::writeMatrix,
                        pileup::writeCounts,
                        out -> NpyFile.write(out, errors, pileup.side(), pileup.side()),
                        pileup::writeProvenance,
                        figure::writePng,
                        figure::writeSvg);
        List<Path> paths = paths(prefix);
        FileSet.write(paths, contents);
        return paths;
    }
}
