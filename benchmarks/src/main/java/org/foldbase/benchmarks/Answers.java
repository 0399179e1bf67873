package org.foldbase.benchmarks;

/** Compares answers: numbers to 1e-9 of their size with NaN in the same places, counts exactly. */
final class Answers {
    private static final double TOLERANCE = 1e-9;

    private Answers() {}

    static void requireClose(String what, double[] expected, double[] actual) {
        requireEqual("length of " + what, expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            double allowed = TOLERANCE * Math.max(Math.abs(expected[i]), Math.abs(actual[i]));
            boolean close =
                    Double.isNaN(expected[i])
                            ? Double.isNaN(actual[i])
                            : Math.abs(expected[i] - actual[i]) <= allowed;
            if (!close) {
                throw new WrongAnswerException(
                        "%s %d is %s, but should be %s".formatted(what, i, actual[i], expected[i]));
            }
        }
    }

    static void requireEqual(String what, long[] expected, long[] actual) {
        requireEqual("length of " + what, expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            requireEqual("%s %d".formatted(what, i), expected[i], actual[i]);
        }
    }

    static void requireEqual(String what, long expected, long actual) {
        if (expected != actual) {
            throw new WrongAnswerException(
                    "%s is %d, but should be %d".formatted(what, actual, expected));
        }
    }
}
