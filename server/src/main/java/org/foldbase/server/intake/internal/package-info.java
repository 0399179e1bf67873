/** Rows of uploads, and the work that checks files. */
@NullMarked
package org.foldbase.server.intake.internal;

import org.jspecify.annotations.NullMarked;
