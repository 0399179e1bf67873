/** Runs of pipelines, and where they run. */
@NullMarked
package org.foldbase.server.job;

import org.jspecify.annotations.NullMarked;
