/**
 * The database that holds what things are: where it is, how it is reached, and which entities it
 * keeps.
 */
@NullMarked
package org.foldbase.server.database;

import org.jspecify.annotations.NullMarked;
