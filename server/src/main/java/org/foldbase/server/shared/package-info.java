/** What rows of every feature have in common. Uses nothing of Foldbase. */
@NullMarked
package org.foldbase.server.shared;

import org.jspecify.annotations.NullMarked;
