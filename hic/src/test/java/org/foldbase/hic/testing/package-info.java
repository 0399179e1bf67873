/** What tests share: where real data are, and builders of realistic data. */
@NullMarked
package org.foldbase.hic.testing;

import org.jspecify.annotations.NullMarked;
