package org.foldbase.server.cli.user;

import java.util.Arrays;
import java.util.Locale;
import org.foldbase.server.access.Role;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A role as people type it: in whatever case. */
final class RoleName implements ITypeConverter<Role> {

    @Override
    public Role convert(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "there is no role '"
                                        + text
                                        + "'; there are VIEWER, ANALYST, MAINTAINER and ADMIN"));
    }
}
