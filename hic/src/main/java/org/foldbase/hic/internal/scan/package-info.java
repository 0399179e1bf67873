/** One parallel pass over the pixels of a contact map; internal to expected and pileup. */
@NullMarked
package org.foldbase.hic.internal.scan;

import org.jspecify.annotations.NullMarked;
