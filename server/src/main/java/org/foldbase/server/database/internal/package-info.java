/** Rows that say what a database is and who uses it. */
@NullMarked
package org.foldbase.server.database.internal;

import org.jspecify.annotations.NullMarked;
