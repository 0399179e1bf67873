package org.foldbase.server.assembly;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.foldbase.server.shared.OneLine;

/** An arm of a chromosome, 0-based and half-open. */
public record Arm(
        @OneLine(max = 200) String chromosome,
        @OneLine(max = 200) String name,
        @PositiveOrZero long startBp,
        @Positive long endBp) {}
