/** The library as its README shows it. */
@NullMarked
package org.foldbase.migrate;

import org.jspecify.annotations.NullMarked;
