package org.foldbase.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriUtils;

/**
 * Leads who asks for a page and has to sign in first to the page for that, and back afterwards; a
 * part of a page tells htmx to go there. Programs are told how to authenticate.
 */
@Component
class SignInFirst implements HandlerExceptionResolver, WebMvcConfigurer {

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(this);
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception failure) {
        if (!(failure instanceof Refusal refusal)) {
            return null;
        }
        refusal.retryAfter()
                .ifPresent(wait ->
                        response.setHeader(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        if (refusal.kind() != Refusal.Kind.UNAUTHENTICATED) {
            return null;
        }
        String path = request.getRequestURI();
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", signIn(shownPage(request)));
            return null;
        }
        if (path.startsWith("/api/") || path.startsWith("/actuator")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"foldbase\"");
            return null;
        }
        RedirectView redirect = new RedirectView(signIn(asked(request)));
        redirect.setExposeModelAttributes(false);
        return new ModelAndView(redirect);
    }

    private static String signIn(Optional<String> to) {
        return "/sign-in?first"
                + to.map(it -> "&to=" + UriUtils.encode(it, StandardCharsets.UTF_8)).orElse("");
    }

    /** The page to come back to; what is not a page that was looked at has no way back. */
    private static Optional<String> asked(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return Optional.empty();
        }
        String query = request.getQueryString();
        return Optional.of(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    private static Optional<String> shownPage(HttpServletRequest request) {
        String url = request.getHeader("HX-Current-URL");
        if (url == null) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(url);
            String query = uri.getRawQuery();
            return Optional.of(uri.getRawPath() + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
