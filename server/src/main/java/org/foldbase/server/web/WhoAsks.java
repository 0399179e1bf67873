package org.foldbase.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Finds who sent a request from its token or, if it has none, its session's cookie: when somebody
 * asks, so that style sheets cost no query. Only signing in makes a session.
 */
@Component
class WhoAsks implements SecurityContextRepository {

    private static final String BEARER = "bearer ";

    private final Logins logins;
    private final Tokens tokens;

    WhoAsks(Logins logins, Tokens tokens) {
        this.logins = logins;
        this.tokens = tokens;
    }

    /** The API token that was sent; a request that has one needs no CSRF token. */
    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(it -> it.substring(BEARER.length()).strip());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    private final class Deferred implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext found;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (found == null) {
                found = new SecurityContextImpl(asker(request));
            }
            return found;
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }

    private Asker asker(HttpServletRequest request) {
        Optional<String> token = token(request);
        Optional<String> key = token.isPresent() ? Optional.empty() : SessionCookie.read(request);
        if (token.isPresent()) {
            return token.flatMap(tokens::actor)
                    .map(Asker::of)
                    .orElseGet(() ->
                            Asker.rejected(
                                    "The API token is unknown, expired or revoked; make a new one"
                                            + " on the page of your account."));
        }
        if (key.isPresent()) {
            return key.flatMap(logins::actor)
                    .map(Asker::of)
                    .orElseGet(() -> Asker.rejected("Your session has ended. Sign in again."));
        }
        return Asker.of(Actor.anonymous());
    }

    @Override
    @Deprecated
    @SuppressWarnings({"deprecation", "InlineMeSuggester"})
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return token(request).or(() -> SessionCookie.read(request)).isPresent();
    }
}
