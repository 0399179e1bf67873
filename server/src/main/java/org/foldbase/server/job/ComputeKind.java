package org.foldbase.server.job;

/** What runs a pipeline's processes, as Nextflow knows it. */
public enum ComputeKind {
    LOCAL,
    SLURM,
    SGE,
    PBS,
    LSF,
    KUBERNETES
}
