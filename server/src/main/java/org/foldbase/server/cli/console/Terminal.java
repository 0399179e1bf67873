package org.foldbase.server.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Where a person reads questions and types answers, if there is one. */
public record Terminal(PrintWriter err) {

    /** Whether someone sees the question and can answer it. */
    public boolean isThere() {
        return Boolean.getBoolean("foldbase.interactive") && Boolean.getBoolean("foldbase.terminal");
    }

    /** Asks, and gives the line that is typed, without spaces around it; empty at the end. */
    public String ask(String question) {
        err.print(question);
        err.flush();
        StringBuilder line = new StringBuilder();
        try {
            // Byte by byte: what follows the line is for the next question.
            for (int next = System.in.read(); next >= 0 && next != '\n'; next = System.in.read()) {
                line.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the answer can't be read", e);
        }
        return line.toString().strip();
    }
}
