package org.foldbase.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.foldbase.server.access.Actor;
import org.foldbase.server.settings.Settings;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its {@link Frame}. */
@ControllerAdvice
final class Framing {

    private final Settings settings;
    private final Assets assets;

    Framing(Settings settings, Assets assets) {
        this.settings = settings;
        this.assets = assets;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, Actor actor) {
        return new Frame(
                actor,
                settings.environment(),
                request.getRequestURI(),
                assets.path(),
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? token.getToken()
                        : "");
    }
}
