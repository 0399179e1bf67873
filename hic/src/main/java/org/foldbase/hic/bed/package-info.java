/** BED and BEDPE text to regions, and view files; errors name the file and the line. */
@NullMarked
package org.foldbase.hic.bed;

import org.jspecify.annotations.NullMarked;
