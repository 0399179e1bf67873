package org.foldbase.server.cli.db;

import java.io.IOException;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Asks the person at the terminal, if there is one.
 *
 * @param talk where the question goes
 */
public record Question(Talk talk) {

    /** The one for a command's own terminal. */
    public static Question of(CommandSpec spec) {
        return new Question(Talk.of(spec));
    }

    public boolean canBeAsked() {
        return Boolean.getBoolean("foldbase.interactive");
    }

    /** Whether the answer is yes; an empty one is no, and the end of input refuses to go on. */
    public boolean isYes(String question) {
        String answer = ask(question + " [y/N] ");
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    /** The answer, without spaces around it. */
    String ask(String question) {
        talk.err().print(question);
        talk.err().flush();
        return line();
    }

    /** A line of standard input, byte by byte: what follows it is for the next question. */
    private static String line() {
        StringBuilder line = new StringBuilder();
        try {
            for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
                if (next < 0) {
                    throw DatabaseException.refused("there was no answer; nothing was changed");
                }
                line.append((char) next);
            }
        } catch (IOException e) {
            throw new DatabaseException(Kind.FAILED, "the answer can't be read: " + e, e);
        }
        return line.toString().strip();
    }
}
