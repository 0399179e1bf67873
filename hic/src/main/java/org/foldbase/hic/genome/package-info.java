/** Chromosomes, 0-based half-open ranges, views and bin arithmetic. */
@NullMarked
package org.foldbase.hic.genome;

import org.jspecify.annotations.NullMarked;
