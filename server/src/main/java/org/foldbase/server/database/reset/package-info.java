/** Replaces a database and its files by new ones, all or nothing. */
@NullMarked
package org.foldbase.server.database.reset;

import org.jspecify.annotations.NullMarked;
