package org.foldbase.server.access;

/** Whose something is, and who else sees it. */
public record Ownership(long ownerId, Visibility visibility) {}
