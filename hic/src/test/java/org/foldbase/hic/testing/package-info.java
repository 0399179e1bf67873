/** What the tests of several packages share. */
@NullMarked
package org.foldbase.hic.testing;

import org.jspecify.annotations.NullMarked;
