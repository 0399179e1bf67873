/** Figures of pileups as SVG and PNG, with the same bytes on every machine: no AWT, no fonts. */
@NullMarked
package org.foldbase.server.view;

import org.jspecify.annotations.NullMarked;
