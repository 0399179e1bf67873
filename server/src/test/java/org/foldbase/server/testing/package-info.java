/** Databases at the newest revision, and rows with hard values to put into them. */
@NullMarked
package org.foldbase.server.testing;

import org.jspecify.annotations.NullMarked;
