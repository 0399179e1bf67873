package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.StorageMode;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.server.cli.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Looks at contact maps. */
@Command(name = "map", description = "Look at contact maps.")
final class MapCommand implements Runnable {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "info",
            description =
                    "Print what a .cool, .mcool or .scool file holds: its maps with their bin size,"
                            + " bins, pixels, balancing weights and storage, and its"
                            + " chromosomes with their sizes in bp.")
    Integer info(
            @Parameters(
                            paramLabel = "FILE[::GROUP]",
                            converter = MapAddress.Converter.class,
                            description =
                                    "The file; with a group, only the map in it."
                                            + " Default: all maps.")
                    MapAddress address,
            @Option(names = "--json", description = "Print JSON. Default: a table.") boolean json)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (CoolerFile file = CoolerFile.open(address.uri().file())) {
            List<ContactMap> maps = new ArrayList<>();
            for (String group : address.uri().group().map(List::of).orElse(file.groups())) {
                maps.add(file.map(group));
            }
            if (json) {
                out.println(JSON.writeValueAsString(FileInfo.of(file, maps)));
            } else {
                print(file, maps, out);
            }
        }
        return ExitCode.DONE;
    }

    private static void print(CoolerFile file, List<ContactMap> maps, PrintWriter out)
            throws IOException {
        out.printf(
                "%s: %s, %d %s%n",
                file.path(),
                words(file.layout().name()),
                maps.size(),
                maps.size() == 1 ? "map" : "maps");
        String row = "%-24s %12s %12s %14s  %-20s %s%n";
        out.printf(row, "group", "bin size/bp", "bins", "pixels", "weights", "storage");
        for (ContactMap map : maps) {
            out.printf(
                    row,
                    map.group(),
                    map.binSizeBp().isPresent()
                            ? "%,d".formatted(map.binSizeBp().getAsLong())
                            : "variable",
                    "%,d".formatted(map.binCount()),
                    "%,d".formatted(map.pixelCount()),
                    map.weightNames().isEmpty() ? "none" : String.join(",", map.weightNames()),
                    words(map.storageMode().name()) + "; " + map.storage());
        }
        ContactMap first = maps.getFirst();
        out.printf(
                "assembly %s, %,d chromosomes:%n",
                first.assembly().orElse("unknown"), first.chromsizes().count());
        for (Chromosome chromosome : first.chromsizes().list()) {
            out.printf("%-24s %,12d%n", chromosome.name(), chromosome.sizeBp());
        }
    }

    private record FileInfo(String file, CoolerFile.Layout layout, List<MapInfo> maps) {
        static FileInfo of(CoolerFile file, List<ContactMap> maps) throws IOException {
            List<MapInfo> infos = new ArrayList<>();
            for (ContactMap map : maps) {
                infos.add(MapInfo.of(map));
            }
            return new FileInfo(file.path().toString(), file.layout(), infos);
        }
    }

    private record MapInfo(
            String group,
            OptionalLong binSizeBp,
            int bins,
            long pixels,
            List<String> weights,
            StorageMode storageMode,
            String storage,
            Optional<String> assembly,
            List<Chromosome> chromosomes) {
        static MapInfo of(ContactMap map) throws IOException {
            return new MapInfo(
                    map.group(),
                    map.binSizeBp(),
                    map.binCount(),
                    map.pixelCount(),
                    map.weightNames(),
                    map.storageMode(),
                    map.storage(),
                    map.assembly(),
                    map.chromsizes().list());
        }
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
