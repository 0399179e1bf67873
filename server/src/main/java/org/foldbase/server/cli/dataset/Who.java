package org.foldbase.server.cli.dataset;

import java.util.Arrays;
import java.util.Locale;
import org.foldbase.server.access.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who sees a dataset, as people type it: in whatever case. */
final class Who implements ITypeConverter<Visibility> {

    @Override
    public Visibility convert(String text) {
        return Arrays.stream(Visibility.values())
                .filter(it -> it.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'" + text + "' is not private, shared or public"));
    }
}
