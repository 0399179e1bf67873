package org.foldbase.server.database;

import java.util.Optional;

/**
 * How the person who runs a command agreed to what can't be taken back.
 *
 * @param force whether they said beforehand that no question is needed
 * @param confirmedDatabase the name of the database that they gave beforehand
 * @param person to be asked, if someone is there
 */
public record Consent(boolean force, Optional<String> confirmedDatabase, Optional<Person> person) {

    /** Someone at a terminal. */
    @FunctionalInterface
    public interface Person {
        /** Asks, and gives the answer without spaces around it; empty if there is none. */
        String ask(String question);
    }

    /** Asks y/N, where no is the default. */
    boolean isYes(Person asked, String question) {
        String answer = asked.ask(question + " [y/N] ");
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }
}
