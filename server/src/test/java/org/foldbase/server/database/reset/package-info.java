/** Tests of reset: what is left of processes that die in the middle. */
@NullMarked
package org.foldbase.server.database.reset;

import org.jspecify.annotations.NullMarked;
