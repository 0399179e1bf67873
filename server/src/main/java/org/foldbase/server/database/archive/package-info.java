/**
 * All rows of a database in one file that any back-end can take back, and the same from one
 * database straight into another, compared row by row.
 */
@NullMarked
package org.foldbase.server.database.archive;

import org.jspecify.annotations.NullMarked;
