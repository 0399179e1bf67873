package org.foldbase.server.web;

import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.settings.Environment;

/**
 * What every page shows around its content.
 *
 * @param path of the request, which marks the place in the navigation
 * @param assets where style sheets and scripts are
 * @param csrf the token that forms send back as {@code _csrf}
 */
public record Frame(Actor actor, Environment environment, String path, String assets, String csrf) {

    /** The program's version. */
    public String version() {
        return Optional.ofNullable(Frame.class.getPackage().getImplementationVersion())
                .orElse("of the sources");
    }

    /** Whether the page belongs to a part of the navigation. */
    public boolean isIn(String part) {
        return path.equals(part) || (!part.equals("/") && path.startsWith(part + "/"));
    }

    /** Whether whoever looks may do this. */
    public boolean may(Permission permission) {
        return Policy.allows(actor, permission);
    }
}
