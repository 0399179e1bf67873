/** Measures the Hi-C library, after checking that its answers are right. */
@NullMarked
package org.foldbase.benchmarks;

import org.jspecify.annotations.NullMarked;
