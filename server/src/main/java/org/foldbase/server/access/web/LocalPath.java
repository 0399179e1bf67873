package org.foldbase.server.access.web;

import java.util.regex.Pattern;

/** Where a browser is led after signing in: a page of this server and of no other. */
final class LocalPath {

    /** Browsers take two slashes, and backslashes for slashes, as the begin of another host. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

    private static final int LONGEST = 2000;

    private LocalPath() {}

    /** The path, or the first page if it leads elsewhere. */
    static String of(String to) {
        return to.length() <= LONGEST && LOCAL.matcher(to).matches() && !to.startsWith("/sign-")
                ? to
                : "/";
    }
}
