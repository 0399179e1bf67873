/** The commands about the database: they parse and talk; `database` and `migrate` do the work. */
@NullMarked
package org.foldbase.server.cli.db;

import org.jspecify.annotations.NullMarked;
