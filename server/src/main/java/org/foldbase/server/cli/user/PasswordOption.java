package org.foldbase.server.cli.user;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.foldbase.server.shared.Refusal;
import picocli.CommandLine.Option;

/** A password that is typed without being shown, or piped in; never one on the command line. */
final class PasswordOption {

    @Option(
            names = "--password-stdin",
            description =
                    "Read the password from standard input; at a terminal it is asked for twice and"
                            + " not shown. Default: print a link to choose one with.")
    private boolean wanted;

    /** The password, if it was asked to be read. */
    Optional<String> password() {
        if (!wanted) {
            return Optional.empty();
        }
        return Optional.of(
                Boolean.getBoolean("foldbase.interactive")
                        ? typed(Objects.requireNonNull(System.console()))
                        : firstLine());
    }

    private static String typed(Console console) {
        String password = entered(console, "Password: ");
        if (!entered(console, "Again: ").equals(password)) {
            throw Refusal.invalid("the two passwords are not the same; nothing was changed");
        }
        return password;
    }

    private static String entered(Console console, String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw Refusal.invalid("no password was given; nothing was changed");
        }
        return new String(typed);
    }

    private static String firstLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = System.in.read(); next >= 0 && next != '\n'; next = System.in.read()) {
                line.write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
    }
}
