/** Realistic test data in one line, with sensible defaults and a fixed seed. */
@NullMarked
package org.foldbase.hic.testing;

import org.jspecify.annotations.NullMarked;
