/**
 * Checked files: contact maps, regions and signals, who sees them, and where they are in use. Uses
 * storage, access and assembly.
 */
@NullMarked
package org.foldbase.server.dataset;

import org.jspecify.annotations.NullMarked;
