/**
 * Tables without a database: the neutral schema, the operations on it, and the difference of two.
 */
@NullMarked
package org.foldbase.migrate.schema;

import org.jspecify.annotations.NullMarked;
