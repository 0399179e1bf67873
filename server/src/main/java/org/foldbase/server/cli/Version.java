package org.foldbase.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as its jar says. */
final class Version implements IVersionProvider {
    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(built from sources)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"foldbase " + number()};
    }
}
