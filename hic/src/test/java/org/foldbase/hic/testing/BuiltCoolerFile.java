package org.foldbase.hic.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.internal.hdf5.ColumnWriter;
import org.foldbase.hic.internal.hdf5.GroupWriter;
import org.foldbase.hic.internal.hdf5.Hdf5Writer;
import org.foldbase.hic.internal.hdf5.Hdf5WriterLayout;
import org.foldbase.hic.internal.hdf5.Hdf5WriterType;
import org.foldbase.hic.testing.BuiltMap.Bin;
import org.foldbase.hic.testing.BuiltMap.Pixel;

/** The cooler schema, with the liberties that files in the wild take. */
final class BuiltCoolerFile {
    private final CoolerBuilder options;
    private final BuiltMap map;

    private BuiltCoolerFile(CoolerBuilder options, BuiltMap map) {
        this.options = options;
        this.map = map;
    }

    static void write(Path file, List<BuiltMap> maps, CoolerBuilder options) throws IOException {
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            if (maps.getFirst().group().equals("/")) {
                new BuiltCoolerFile(options, maps.getFirst()).write(writer.root());
            } else {
                GroupWriter resolutions = writer.root().group("resolutions");
                writer.root().attribute("format", "HDF5::MCOOL").attribute("format-version", 2);
                for (BuiltMap map : maps) {
                    String group = Integer.toString(map.binSizeBp());
                    new BuiltCoolerFile(options, map).write(resolutions.group(group));
                }
            }
            writer.finish();
        }
    }

    private void write(GroupWriter group) throws IOException {
        writeAttributes(group);
        writeChroms(group.group("chroms"));
        writeBins(group.group("bins"));
        writePixels(group.group("pixels"));
        writeIndexes(group.group("indexes"));
    }

    private void writeAttributes(GroupWriter group) {
        boolean fixed = map.binSizeBp() > 0;
        group.attribute("format-version", options.formatVersion)
                .attribute("bin-type", fixed ? "fixed" : "variable")
                .attribute("bin-size", fixed ? (Object) map.binSizeBp() : "null")
                .attribute("nchroms", map.chromsizes().count())
                .attribute("nbins", map.binCount())
                .attribute("nnz", map.pixels().size())
                .attribute("genome-assembly", "unknown")
                .attribute("metadata", "{}");
        if (options.formatVersion >= 3) {
            group.attribute("format", "HDF5::Cooler")
                    .attribute("storage-mode", map.symmetric() ? "symmetric-upper" : "square");
            double sum = map.pixels().stream().mapToDouble(Pixel::count).sum();
            group.attribute("sum", isWhole() ? (Object) (long) sum : (Object) sum);
        }
    }

    private void writeChroms(GroupWriter group) throws IOException {
        ColumnWriter names = column(group, "name", chromNames());
        ColumnWriter lengths = column(group, "length", Hdf5WriterType.INT32);
        for (Chromosome chromosome : map.chromsizes().list()) {
            names.append(chromosome.name());
            lengths.append(chromosome.sizeBp());
        }
    }

    private Hdf5WriterType chromNames() {
        return Hdf5WriterType.textFor(
                map.chromsizes().list().stream().map(Chromosome::name).toList());
    }

    private void writeBins(GroupWriter group) throws IOException {
        writeBinChroms(group);
        ColumnWriter starts = column(group, "start", Hdf5WriterType.INT32);
        ColumnWriter ends = column(group, "end", Hdf5WriterType.INT32);
        for (Bin bin : map.bins()) {
            starts.append(bin.startBp());
            ends.append(bin.endBp());
        }
        if (options.weightColumn.isPresent()) {
            ColumnWriter weights =
                    column(group, options.weightColumn.get(), Hdf5WriterType.FLOAT64);
            options.weightAttributes.forEach(weights::attribute);
            for (double weight : map.weights()) {
                weights.append(weight);
            }
        }
    }

    private void writeBinChroms(GroupWriter group) throws IOException {
        Hdf5WriterType type =
                switch (options.chromColumn) {
                    case ENUMERATION -> {
                        Map<String, Integer> members = new LinkedHashMap<>();
                        for (Chromosome chromosome : map.chromsizes().list()) {
                            members.put(chromosome.name(), members.size());
                        }
                        yield Hdf5WriterType.enumeration(members);
                    }
                    case INTEGER -> Hdf5WriterType.INT32;
                    case TEXT -> chromNames();
                };
        ColumnWriter chroms = column(group, "chrom", type);
        for (Bin bin : map.bins()) {
            if (options.chromColumn == CoolerBuilder.ChromColumn.TEXT) {
                chroms.append(map.chromsizes().get(bin.chromIndex()).name());
            } else {
                chroms.append((long) bin.chromIndex());
            }
        }
    }

    private void writePixels(GroupWriter group) throws IOException {
        Hdf5WriterType idType =
                options.idType == IdType.INT32 ? Hdf5WriterType.INT32 : Hdf5WriterType.INT64;
        Hdf5WriterType countType =
                switch (options.countType) {
                    case INT32 -> Hdf5WriterType.INT32;
                    case INT64 -> Hdf5WriterType.INT64;
                    case FLOAT32 -> Hdf5WriterType.FLOAT32;
                    case FLOAT64 -> Hdf5WriterType.FLOAT64;
                };
        ColumnWriter bin1 = column(group, "bin1_id", idType);
        ColumnWriter bin2 = column(group, "bin2_id", idType);
        ColumnWriter count = column(group, "count", countType);
        for (Pixel pixel : map.pixels()) {
            bin1.append((long) pixel.bin1());
            bin2.append((long) pixel.bin2());
            if (isWhole()) {
                count.append((long) pixel.count());
            } else {
                count.append(pixel.count());
            }
        }
        SplittableRandom random = new SplittableRandom(options.seed);
        for (String name : options.extraColumns) {
            ColumnWriter extra = column(group, name, Hdf5WriterType.FLOAT64);
            for (int pixel = 0; pixel < map.pixels().size(); pixel++) {
                extra.append(random.nextDouble());
            }
        }
    }

    private boolean isWhole() {
        return options.countType == CountType.INT32 || options.countType == CountType.INT64;
    }

    private void writeIndexes(GroupWriter group) throws IOException {
        ColumnWriter chromOffsets = column(group, "chrom_offset", Hdf5WriterType.INT64);
        for (int chrom = 0; chrom <= map.chromsizes().count(); chrom++) {
            chromOffsets.append((long) map.firstBin(chrom));
        }
        ColumnWriter bin1Offsets = column(group, "bin1_offset", Hdf5WriterType.INT64);
        int pixel = 0;
        for (int bin = 0; bin <= map.binCount(); bin++) {
            while (pixel < map.pixels().size() && map.pixels().get(pixel).bin1() < bin) {
                pixel++;
            }
            bin1Offsets.append((long) pixel);
        }
    }

    private ColumnWriter column(GroupWriter group, String name, Hdf5WriterType type) {
        if (options.contiguous) {
            return group.column(name, type, Hdf5WriterLayout.contiguous());
        }
        int chunk = options.chunkByColumn.getOrDefault(name, options.chunk);
        return group.column(
                name, type, new Hdf5WriterLayout(chunk, options.shuffle, options.gzipLevel));
    }
}
