package org.foldbase.server.assembly;

/** An arm of a chromosome, 0-based and half-open. */
public record Arm(String chromosome, String name, long startBp, long endBp) {}
