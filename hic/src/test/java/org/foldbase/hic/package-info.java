@NullMarked
package org.foldbase.hic;

import org.jspecify.annotations.NullMarked;
