/** Files and graphs of revisions. */
@NullMarked
package org.foldbase.migrate.revision;

import org.jspecify.annotations.NullMarked;
