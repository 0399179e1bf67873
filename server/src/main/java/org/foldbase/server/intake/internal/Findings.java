package org.foldbase.server.intake.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.dataset.DatasetType;

/**
 * What a file is.
 *
 * @param assembly nothing if it is to be made of the chromosomes
 * @param assemblyName as the file calls it
 */
record Findings(
        DatasetType type,
        Optional<Long> assembly,
        List<Chromosome> chromosomes,
        Optional<String> assemblyName,
        Map<String, Object> details) {}
