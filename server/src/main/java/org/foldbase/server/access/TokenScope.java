package org.foldbase.server.access;

/** What may be done with an API token, at most; its user's role may allow less. */
public enum TokenScope {
    READ,
    WRITE,
    ADMIN
}
