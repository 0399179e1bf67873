/** Expected contacts by genomic distance. */
@NullMarked
package org.foldbase.hic.expected;

import org.jspecify.annotations.NullMarked;
