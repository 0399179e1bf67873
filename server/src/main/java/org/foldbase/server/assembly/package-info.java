/** Genome builds: their chromosomes in order, with sizes and arms. */
@NullMarked
package org.foldbase.server.assembly;

import org.jspecify.annotations.NullMarked;
