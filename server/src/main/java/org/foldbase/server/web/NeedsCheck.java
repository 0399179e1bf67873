package org.foldbase.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Lets a request through to a controller's method if who asks has what it {@linkplain Needs needs}.
 * A method that needs nothing is forgotten rather than open, so it answers nobody.
 */
@Component
class NeedsCheck implements HandlerInterceptor, WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(NeedsCheck.class);
    private static final String API_DESCRIPTION = "org.springdoc.";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean goesOn = request.getDispatcherType() == DispatcherType.ASYNC;
        if (!goesOn && !(handler instanceof ResourceHttpRequestHandler)) {
            require(permission(request, handler), request, response);
        }
        return true;
    }

    /** What a handler needs; nothing if it does not say it. The API's description is open. */
    static Optional<Permission> permission(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return Optional.empty();
        }
        return method.getBeanType().getPackageName().startsWith(API_DESCRIPTION)
                ? Optional.of(Permission.ENTER)
                : Optional.ofNullable(method.getMethodAnnotation(Needs.class)).map(Needs::value);
    }

    private static Permission permission(HttpServletRequest request, Object handler) {
        return permission(handler)
                .orElseThrow(() -> {
                    if (!HttpMethod.OPTIONS.matches(request.getMethod())) {
                        LOG.error(
                                "a bug: {} does not say what it needs, so it answers nobody",
                                handler);
                    }
                    return new Refusal(Refusal.Kind.FORBIDDEN, "This address answers nobody.");
                });
    }

    private static void require(
            Permission permission, HttpServletRequest request, HttpServletResponse response) {
        if (permission == Permission.ENTER) {
            return;
        }
        Optional<String> rejection =
                SecurityContextHolder.getContext().getAuthentication() instanceof Asker asker
                        ? asker.rejection()
                        : Optional.empty();
        if (rejection.isPresent()) {
            if (WhoAsks.token(request).isEmpty()) {
                SessionCookie.clear(request, response);
            }
            throw new Refusal(Refusal.Kind.UNAUTHENTICATED, rejection.get());
        }
        Policy.require(ActorArgument.current(), permission);
    }

    /** Why somebody may not do something that they may not do. */
    static Refusal denied(Permission permission) {
        Actor actor = ActorArgument.current();
        try {
            Policy.require(actor, permission);
            return new Refusal(Refusal.Kind.FORBIDDEN, "Your account may not do this.");
        } catch (Refusal refusal) {
            return refusal;
        }
    }
}
