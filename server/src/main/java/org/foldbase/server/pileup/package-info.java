/** Averaged matrices and the files they are handed out as. */
@NullMarked
package org.foldbase.server.pileup;

import org.jspecify.annotations.NullMarked;
