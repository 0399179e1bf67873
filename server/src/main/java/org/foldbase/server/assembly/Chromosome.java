package org.foldbase.server.assembly;

/** A chromosome of an assembly. */
public record Chromosome(String name, long sizeBp) {}
