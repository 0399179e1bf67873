/** The neutral schema and its differences. */
@NullMarked
package org.foldbase.migrate.schema;

import org.jspecify.annotations.NullMarked;
