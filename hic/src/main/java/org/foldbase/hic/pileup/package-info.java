/** The average of many windows of a contact map, around regions or between pairs of them. */
@NullMarked
package org.foldbase.hic.pileup;

import org.jspecify.annotations.NullMarked;
