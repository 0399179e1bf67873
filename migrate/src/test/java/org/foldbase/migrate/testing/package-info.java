/** Databases of all four kinds, and rows to put into them. */
@NullMarked
package org.foldbase.migrate.testing;

import org.jspecify.annotations.NullMarked;
