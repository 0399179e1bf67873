/** Tests of what crashes and time leave of uploads. */
@NullMarked
package org.foldbase.server.intake.internal;

import org.jspecify.annotations.NullMarked;
