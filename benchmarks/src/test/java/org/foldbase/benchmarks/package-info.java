/**
 * Checks that benchmarks would notice a wrong answer, and that the document tells their numbers.
 */
@NullMarked
package org.foldbase.benchmarks;

import org.jspecify.annotations.NullMarked;
