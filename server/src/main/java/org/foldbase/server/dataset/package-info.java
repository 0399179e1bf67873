/** Checked files: contact maps, regions and signals, and who may see them. */
@NullMarked
package org.foldbase.server.dataset;

import org.jspecify.annotations.NullMarked;
