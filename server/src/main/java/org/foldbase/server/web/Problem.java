package org.foldbase.server.web;

import org.foldbase.server.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/**
 * Why a request was not done.
 *
 * @param status of HTTP
 * @param title two or three words
 * @param sentence what, where, and what to do
 */
public record Problem(int status, String title, String sentence) {

    static Problem of(Refusal refusal) {
        return new Problem(refusal.kind().status(), refusal.kind().title(), refusal.sentence());
    }

    /** For a request that Spring refuses: its sentences are for people too. */
    static Problem of(ErrorResponse refused) {
        Problem general = of(refused.getStatusCode().value());
        String detail = refused.getBody().getDetail();
        return refused.getStatusCode().value() == 400 && detail != null
                ? new Problem(general.status(), general.title(), detail)
                : general;
    }

    /** For what the frameworks refuse: the status says all that there is to say. */
    static Problem of(int status) {
        return switch (status) {
            case 400 -> new Problem(status, "Not understood", "The request makes no sense here.");
            case 401 -> new Problem(status, "Sign in first", "Sign in to see this.");
            case 403 ->
                    new Problem(
                            status,
                            "Not allowed",
                            "Your account may not do this, or the page was open for too long:"
                                    + " reload it and try again.");
            case 404 -> new Problem(status, "Not found", "There is nothing at this address.");
            case 405 ->
                    new Problem(status, "Not possible", "This address does not take that method.");
            case 413 -> new Problem(status, "Too large", "The request is too large.");
            default ->
                    status < 500
                            ? new Problem(status, reason(status), "The request was not taken.")
                            : new Problem(
                                    status,
                                    "Something broke",
                                    "The server failed at this; its log says why. Try again, and"
                                            + " tell whoever runs it if it stays so.");
        };
    }

    private static String reason(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Not done" : known.getReasonPhrase();
    }
}
