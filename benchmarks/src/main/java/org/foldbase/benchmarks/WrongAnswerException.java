package org.foldbase.benchmarks;

/** What is to be timed gave a wrong answer; its time would mean nothing. */
final class WrongAnswerException extends RuntimeException {
    WrongAnswerException(String message) {
        super(message);
    }
}
