package org.foldbase.server.cli;

import java.io.IOException;
import java.util.OptionalLong;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.CoolerUri;
import org.foldbase.hic.cooler.NotInFileException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A contact map as a person names it: a file, and a group or a bin size where it has several. */
record MapAddress(CoolerUri uri) {

    /** Reads {@code FILE} or {@code FILE::GROUP}. */
    static final class Converter implements ITypeConverter<MapAddress> {
        @Override
        public MapAddress convert(String text) {
            try {
                FilePath.parse(text);
                return new MapAddress(CoolerUri.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    ContactMap in(CoolerFile file, OptionalLong binSizeBp) throws IOException {
        if (uri.group().isEmpty()) {
            return binSizeBp.isPresent() ? file.map(binSizeBp.getAsLong()) : onlyMap(file);
        }
        ContactMap map = file.map(uri.group().get());
        if (binSizeBp.isPresent() && !map.binSizeBp().equals(binSizeBp)) {
            throw new NotInFileException(
                    "%s has bins of %s, not of %d bp"
                            .formatted(
                                    uri,
                                    map.binSizeBp().isPresent()
                                            ? map.binSizeBp().getAsLong() + " bp"
                                            : "variable size",
                                    binSizeBp.getAsLong()));
        }
        return map;
    }

    private static ContactMap onlyMap(CoolerFile file) throws IOException {
        try {
            return file.map();
        } catch (NotInFileException e) {
            throw new NotInFileException(
                    "%s; take --bin-size, or write FILE::GROUP".formatted(e.getMessage()));
        }
    }
}
