package org.foldbase.server.web;

import java.util.List;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Who sent a request, as the security chain knows it. */
final class Asker extends AbstractAuthenticationToken {

    private final transient Actor actor;
    private final transient Optional<String> rejected;

    private Asker(Actor actor, Optional<String> rejected) {
        super(List.of());
        this.actor = actor;
        this.rejected = rejected;
        super.setAuthenticated(actor.isSignedIn());
    }

    static Asker of(Actor actor) {
        return new Asker(actor, Optional.empty());
    }

    /** Somebody whose session or token is not good, and why. */
    static Asker rejected(String sentence) {
        return new Asker(Actor.anonymous(), Optional.of(sentence));
    }

    /** Why what was sent lets nobody in. */
    Optional<String> rejection() {
        return rejected;
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    /** They are not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
