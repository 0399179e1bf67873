package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.PixelReader;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView.Resolution;

/** Reads all resolutions of a contact map to their last pixel. */
final class MapCheck {

    private static final int RUN = 1 << 18;

    /** Hears how far a check is, from 0 to 1, and in words. */
    interface Progress {
        void at(double fraction, String doing);
    }

    private final CoolerFile file;
    private final Progress progress;
    private final int[] bin2 = new int[RUN];
    private final double[] counts = new double[RUN];

    private MapCheck(CoolerFile file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    static Findings of(
            Path path, AssemblyService assemblies, OptionalLong assemblyId, Progress progress)
            throws IOException, BadFileException {
        try (CoolerFile file = CoolerFile.open(path)) {
            return new MapCheck(file, progress).check(assemblies, assemblyId);
        }
    }

    private Findings check(AssemblyService assemblies, OptionalLong assemblyId)
            throws IOException, BadFileException {
        if (file.layout() == CoolerFile.Layout.SINGLE_CELL) {
            throw new BadFileException(
                    "This is a single-cell file of %d maps; take the maps out, or sum them, and send those"
                            .formatted(file.groups().size()));
        }
        List<ContactMap> maps = maps();
        List<Chromosome> chromosomes = chromosomes(maps.getFirst().chromsizes());
        Optional<Long> assembly = assembly(assemblies, assemblyId, chromosomes);
        long pixels = maps.stream().mapToLong(ContactMap::pixelCount).sum();
        List<Map<String, Object>> resolutions = new ArrayList<>();
        long before = 0;
        for (ContactMap map : maps) {
            resolutions.add(read(map, before, Math.max(1, pixels)).toDetails());
            before += map.pixelCount();
        }
        Map<String, Object> details = new HashMap<>();
        details.put("resolutions", resolutions);
        details.put("chromosomes", chromosomes.size());
        return new Findings(
                DatasetType.COOLER, assembly, chromosomes, maps.getFirst().assembly(), details);
    }

    private List<ContactMap> maps() throws IOException, BadFileException {
        List<ContactMap> maps = new ArrayList<>();
        for (String group : file.groups()) {
            ContactMap map = file.map(group);
            if (map.binSizeBp().isEmpty()) {
                throw new BadFileException(
                        "The map in %s has bins of different sizes; only maps with one bin size can be worked with"
                                .formatted(group));
            }
            if (!maps.isEmpty() && !maps.getFirst().chromsizes().equals(map.chromsizes())) {
                throw new BadFileException(
                        "The maps in %s and %s have different chromosomes"
                                .formatted(maps.getFirst().group(), group));
            }
            maps.add(map);
        }
        return maps;
    }

    private static List<Chromosome> chromosomes(Chromsizes sizes) {
        return sizes.list().stream().map(it -> new Chromosome(it.name(), it.sizeBp())).toList();
    }

    private static Optional<Long> assembly(
            AssemblyService assemblies, OptionalLong asked, List<Chromosome> chromosomes)
            throws BadFileException {
        if (asked.isEmpty()) {
            return assemblies.match(chromosomes).map(AssemblyView::id);
        }
        AssemblyView wanted = assemblies.require(asked.getAsLong());
        for (Chromosome chromosome : chromosomes) {
            if (!wanted.chromosomes().contains(chromosome)) {
                throw new BadFileException(
                        "The map is not of %s, which has no %s of %,d bp"
                                .formatted(wanted.name(), chromosome.name(), chromosome.sizeBp()));
            }
        }
        return Optional.of(wanted.id());
    }

    private Resolution read(ContactMap map, long before, long inAll) throws IOException {
        long binSizeBp = map.binSizeBp().orElseThrow();
        List<String> weights = map.weightNames();
        for (String name : weights) {
            map.weights(name);
        }
        map.bin1Offsets();
        String doing = "checking the map of %,d bp bins".formatted(binSizeBp);
        try (PixelReader reader = map.pixelReader()) {
            for (long at = 0; at < map.pixelCount(); at += RUN) {
                progress.at((double) (before + at) / inAll, doing);
                int length = (int) Math.min(RUN, map.pixelCount() - at);
                reader.read(at, length, bin2, counts);
                check(map, at, length);
            }
        }
        return new Resolution(binSizeBp, map.group(), weights, map.pixelCount());
    }

    private void check(ContactMap map, long at, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            if (bin2[i] < 0 || bin2[i] >= map.binCount()) {
                throw new CoolerException(
                        "%s: pixel %d is of bin %d, but there are %d bins"
                                .formatted(map.uri(), at + i, bin2[i], map.binCount()));
            }
        }
    }
}
