/** Revisions: their files, and the graph they form. */
@NullMarked
package org.foldbase.migrate.revision;

import org.jspecify.annotations.NullMarked;
