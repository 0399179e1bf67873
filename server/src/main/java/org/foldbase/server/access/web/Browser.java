package org.foldbase.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.foldbase.server.access.Origin;
import org.foldbase.server.shared.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What is asked of a browser, and told to it. */
final class Browser {

    private Browser() {}

    static Origin origin(HttpServletRequest request) {
        return new Origin(
                request.getRemoteAddr(),
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    /** When another try is looked at, if that is why it was refused. */
    static void tellWhen(Refusal refusal, HttpServletResponse response) {
        refusal.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(seconds ->
                        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds + 1)));
    }

    static ModelAndView redirect(String path) {
        RedirectView view = new RedirectView(path);
        view.setExposeModelAttributes(false);
        view.setExpandUriTemplateVariables(false);
        return new ModelAndView(view);
    }
}
