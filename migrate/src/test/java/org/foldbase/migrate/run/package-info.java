/** What the runner promises, on real databases. */
@NullMarked
package org.foldbase.migrate.run;

import org.jspecify.annotations.NullMarked;
