package org.foldbase.server.access;

/** What a user may do; each role may do all that those before it may. */
public enum Role {
    /** Sees what is shared. */
    VIEWER,
    /** Uploads, computes pileups, launches registered pipelines. */
    ANALYST,
    /** Registers pipelines, imports files that are on the server's disk. */
    MAINTAINER,
    /** Manages users and compute environments. */
    ADMIN
}
