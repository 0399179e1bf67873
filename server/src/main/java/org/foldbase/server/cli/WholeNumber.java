package org.foldbase.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A whole number of up to {@code most}, either sign, in digits: no units, no thousands separators.
 */
record WholeNumber(long most) implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            long number = Long.parseLong(text);
            if (number <= most && number >= -most) {
                return number;
            }
        } catch (NumberFormatException e) {
            if (!text.matches("[+-]?[0-9]+")) {
                throw new TypeConversionException(
                        "'%s' is not a whole number in digits, say 10000".formatted(text));
            }
        }
        throw new TypeConversionException("%s is too large".formatted(text));
    }
}
