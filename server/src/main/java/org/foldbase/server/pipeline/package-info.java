/** Registered Nextflow pipelines. */
@NullMarked
package org.foldbase.server.pipeline;

import org.jspecify.annotations.NullMarked;
