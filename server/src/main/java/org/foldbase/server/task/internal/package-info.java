/** Rows of tasks and of what they made. */
@NullMarked
package org.foldbase.server.task.internal;

import org.jspecify.annotations.NullMarked;
