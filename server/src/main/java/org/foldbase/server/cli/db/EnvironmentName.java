package org.foldbase.server.cli.db;

import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.SettingsException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code dev}, {@code test} or {@code prod}. */
final class EnvironmentName implements ITypeConverter<Environment> {
    @Override
    public Environment convert(String text) {
        try {
            return Environment.of(text);
        } catch (SettingsException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
