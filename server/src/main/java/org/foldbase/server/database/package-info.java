/**
 * The database: where it is, connections to it, what it is for, which entities it keeps, and who
 * uses it.
 */
@NullMarked
package org.foldbase.server.database;

import org.jspecify.annotations.NullMarked;
