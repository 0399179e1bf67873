package org.foldbase.server.shared;

import java.time.Duration;
import java.util.Optional;

/** A request that is not done, for a reason that whoever asked can act on: one sentence. */
public final class Refusal extends RuntimeException {

    /** What kind of reason, with the HTTP status that says it. */
    public enum Kind {
        /** The request makes no sense. */
        INVALID(400, "Not understood"),
        UNAUTHENTICATED(401, "Sign in first"),
        FORBIDDEN(403, "Not allowed"),
        /** It is not there, or not to be seen by who asks. */
        NOT_FOUND(404, "Not found"),
        /** It does not go with the present state. */
        CONFLICT(409, "Not now"),
        GONE(410, "Gone"),
        TOO_LARGE(413, "Too large"),
        /** The data that was given is not what it has to be. */
        UNPROCESSABLE(422, "The data can't be used"),
        TOO_MANY(429, "Too many tries"),
        /** The disk or a quota is full. */
        NO_ROOM(507, "No room left");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** For a heading. */
        public String title() {
            return title;
        }
    }

    private final Kind kind;
    private final Optional<Duration> retryAfter;

    public Refusal(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
        this.retryAfter = Optional.empty();
    }

    public Refusal(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
        this.retryAfter = Optional.empty();
    }

    private Refusal(String sentence, Duration retryAfter) {
        super(sentence);
        this.kind = Kind.TOO_MANY;
        this.retryAfter = Optional.of(retryAfter);
    }

    /** Too many tries; the next one is looked at after a while. */
    public static Refusal tooMany(String sentence, Duration retryAfter) {
        return new Refusal(sentence, retryAfter);
    }

    /** How long to wait, if waiting helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence for people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    public static Refusal notFound(String sentence) {
        return new Refusal(Kind.NOT_FOUND, sentence);
    }

    public static Refusal invalid(String sentence) {
        return new Refusal(Kind.INVALID, sentence);
    }

    public static Refusal conflict(String sentence) {
        return new Refusal(Kind.CONFLICT, sentence);
    }
}
