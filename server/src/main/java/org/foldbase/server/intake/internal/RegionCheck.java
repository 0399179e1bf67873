package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.dataset.DatasetType;

/** Reads a file of regions, and finds the assembly in which all of them lie. */
final class RegionCheck {

    private final List<Region> regions;

    private RegionCheck(RegionFile file) {
        this.regions =
                file.format() == RegionFormat.BED
                        ? file.regions()
                        : file.pairs().stream()
                                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                                .toList();
    }

    static Findings of(
            Path path,
            AssemblyService assemblies,
            OptionalLong assemblyId,
            MapCheck.Progress progress)
            throws IOException, BadFileException {
        progress.at(0, "looking for its size");
        TextSize.require(path, fraction -> progress.at(fraction / 2, "reading regions"));
        RegionFile file = RegionFile.read(path, RegionFile.ReadOptions.defaults());
        progress.at(0.8, "comparing with assemblies");
        List<AssemblyView> candidates =
                assemblyId.isPresent()
                        ? List.of(assemblies.require(assemblyId.getAsLong()))
                        : assemblies.list();
        return new RegionCheck(file).findings(file, candidates);
    }

    private Findings findings(RegionFile file, List<AssemblyView> candidates)
            throws BadFileException {
        if (candidates.isEmpty()) {
            throw new BadFileException(
                    "No assembly is known yet; send a contact map of the same genome, and these regions are checked again");
        }
        List<Fit> fits = candidates.stream().map(this::fit).sorted(Fit.BEST_FIRST).toList();
        Fit best = fits.getFirst();
        if (best.first.isPresent()) {
            throw new BadFileException(best.misfit(regions.size(), candidates.size() > 1));
        }
        Map<String, Object> details = new HashMap<>();
        details.put("regions", file.count());
        details.put("chromosomes", regions.stream().map(Region::chrom).distinct().count());
        List<String> others =
                fits.stream()
                        .skip(1)
                        .filter(it -> it.first.isEmpty())
                        .map(it -> it.assembly.name())
                        .toList();
        if (!others.isEmpty()) {
            details.put(
                    "note",
                    "All regions lie in %s, too; if they are of that assembly, check them again for it."
                            .formatted(String.join(", ", others)));
        }
        return new Findings(
                file.format() == RegionFormat.BED ? DatasetType.BED : DatasetType.BEDPE,
                Optional.of(best.assembly.id()),
                List.of(),
                Optional.empty(),
                details);
    }

    /**
     * How well the regions lie in an assembly.
     *
     * @param misfits regions that do not
     * @param renamed regions whose chromosome is spelt differently there
     * @param first of the misfits, with what is wrong with it
     */
    private record Fit(AssemblyView assembly, long misfits, long renamed, Optional<String> first) {

        /** The newer of two that are alike. */
        static final Comparator<Fit> BEST_FIRST =
                Comparator.comparingLong(Fit::misfits)
                        .thenComparingLong(Fit::renamed)
                        .thenComparingLong(it -> -it.assembly.id());

        String misfit(int regions, boolean severalKnown) {
            return "%,d of %,d regions do not lie in %s%s: %s"
                    .formatted(
                            misfits,
                            regions,
                            assembly.name(),
                            severalKnown ? ", the assembly that fits best" : "",
                            first.orElseThrow());
        }
    }

    private Fit fit(AssemblyView assembly) {
        Chromsizes sizes =
                Chromsizes.of(
                        assembly.chromosomes().stream()
                                .map(it -> new Chromosome(it.name(), it.sizeBp()))
                                .toList());
        Map<String, OptionalInt> known = new HashMap<>();
        Optional<String> first = Optional.empty();
        long misfits = 0;
        long renamed = 0;
        for (Region region : regions) {
            OptionalInt index = known.computeIfAbsent(region.chrom(), sizes::resolve);
            if (index.isPresent() && region.endBp() <= sizes.get(index.getAsInt()).sizeBp()) {
                renamed += sizes.get(index.getAsInt()).name().equals(region.chrom()) ? 0 : 1;
                continue;
            }
            misfits++;
            if (first.isEmpty()) {
                first = Optional.of(misfit(region, sizes, index));
            }
        }
        return new Fit(assembly, misfits, renamed, first);
    }

    private static String misfit(Region region, Chromsizes sizes, OptionalInt index) {
        if (index.isEmpty()) {
            return "there is no chromosome %s (line %d)".formatted(region.chrom(), region.line());
        }
        Chromosome chromosome = sizes.get(index.getAsInt());
        return "%s:%,d-%,d lies behind the end of %s at %,d bp (line %d)"
                .formatted(
                        region.chrom(),
                        region.startBp(),
                        region.endBp(),
                        chromosome.name(),
                        chromosome.sizeBp(),
                        region.line());
    }
}
