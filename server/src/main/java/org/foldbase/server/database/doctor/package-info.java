/**
 * Looks whether a database, its files and what surrounds them fit together, and changes nothing.
 */
@NullMarked
package org.foldbase.server.database.doctor;

import org.jspecify.annotations.NullMarked;
