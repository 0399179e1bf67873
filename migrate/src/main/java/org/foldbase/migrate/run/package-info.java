/** Migrations at work on a database, over JDBC alone. */
@NullMarked
package org.foldbase.migrate.run;

import org.jspecify.annotations.NullMarked;
