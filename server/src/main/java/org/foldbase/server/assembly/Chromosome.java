package org.foldbase.server.assembly;

import jakarta.validation.constraints.Positive;
import org.foldbase.server.shared.OneLine;

/** A chromosome of an assembly. */
public record Chromosome(@OneLine(max = 200) String name, @Positive long sizeBp) {}
