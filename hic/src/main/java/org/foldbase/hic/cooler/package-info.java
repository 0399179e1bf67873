/** Contact maps as .cool and .mcool files: reading, and plain writing. */
@NullMarked
package org.foldbase.hic.cooler;

import org.jspecify.annotations.NullMarked;
