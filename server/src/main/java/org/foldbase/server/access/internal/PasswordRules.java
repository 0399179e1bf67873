package org.foldbase.server.access.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which passwords are too easy to guess: short ones, those made of the words that everybody takes,
 * of the user's own name, of a few characters again and again, or of rows of the keyboard.
 */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** What has to be left when all that is easy to guess is taken away. */
    private static final int LEAST_OF_ONES_OWN = 6;

    private static final int LEAST_DIFFERENT = 5;
    private static final int SHORTEST_RUN = 3;
    private static final int SHORTEST_NAME = 3;

    private static final List<String> ROWS =
            List.of(
                    "01234567890",
                    "abcdefghijklmnopqrstuvwxyz",
                    "qwertyuiop",
                    "qwertzuiop",
                    "azertyuiop",
                    "asdfghjkl",
                    "zxcvbnm",
                    "yxcvbnm",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "!@#$%^&*()");

    private static final List<String> COMMON = common();

    private PasswordRules() {}

    /** Why a password is not taken, as one sentence; nothing if it is. */
    static Optional<String> trouble(String password, String userName) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of(
                    "A password has %d to %d characters; this one has %d."
                            .formatted(SHORTEST, LONGEST, length));
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (folded.codePoints().distinct().count() < LEAST_DIFFERENT || isRepeated(folded)) {
            return Optional.of("The password repeats a few characters; take several words.");
        }
        String name = userName.toLowerCase(Locale.ROOT);
        if (name.length() >= SHORTEST_NAME && isLittle(folded.replace(name, ""))) {
            return Optional.of("The password is little more than the user name.");
        }
        if (isLittle(withoutRuns(folded))) {
            return Optional.of("The password is little more than a row of keys or of numbers.");
        }
        if (isLittle(withoutCommonWords(folded, name))) {
            return Optional.of(
                    "The password is made of what is tried first; take several words that do not"
                            + " go together.");
        }
        return Optional.empty();
    }

    private static boolean isLittle(String rest) {
        return rest.length() < LEAST_OF_ONES_OWN;
    }

    /** Whether it is the same part at least twice, and nothing else. */
    private static boolean isRepeated(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    private static String withoutRuns(String text) {
        StringBuilder rest = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int run = longestRun(text, at);
            if (run >= SHORTEST_RUN) {
                at += run;
            } else {
                rest.append(text.charAt(at));
                at++;
            }
        }
        return rest.toString();
    }

    /** How many characters from there are neighbours in a row, forwards or backwards, or equal. */
    private static int longestRun(String text, int from) {
        int longest = 1;
        while (from + longest < text.length() && text.charAt(from + longest) == text.charAt(from)) {
            longest++;
        }
        for (String row : ROWS) {
            String backwards = new StringBuilder(row).reverse().toString();
            longest = Math.max(longest, Math.max(run(text, from, row), run(text, from, backwards)));
        }
        return longest;
    }

    private static int run(String text, int from, String row) {
        int most = 0;
        int start = row.indexOf(text.charAt(from));
        while (start >= 0) {
            int length = 0;
            while (from + length < text.length()
                    && start + length < row.length()
                    && text.charAt(from + length) == row.charAt(start + length)) {
                length++;
            }
            most = Math.max(most, length);
            start = row.indexOf(text.charAt(from), start + 1);
        }
        return most;
    }

    /** Without the words of the list, however they are disguised, and without digits and signs. */
    private static String withoutCommonWords(String text, String name) {
        String letters = text.replace(name, " ");
        for (String word : COMMON) {
            letters = letters.replace(word, " ");
        }
        letters = undisguised(letters);
        for (String word : COMMON) {
            letters = letters.replace(word, " ");
        }
        return letters.codePoints()
                .filter(it -> it > 127 || Character.isLetter(it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String undisguised(String text) {
        String signs = "@4831!057$+";
        String letters = "aabeiiostst";
        StringBuilder plain = new StringBuilder();
        text.chars()
                .forEach(it -> {
                    int at = signs.indexOf(it);
                    plain.append(at < 0 ? (char) it : letters.charAt(at));
                });
        return plain.toString();
    }

    private static List<String> common() {
        try (BufferedReader words =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        PasswordRules.class.getResourceAsStream(
                                                "common-passwords.txt")),
                                StandardCharsets.UTF_8))) {
            return words.lines()
                    .filter(word -> !word.isBlank() && !word.startsWith("#"))
                    .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
