@NullMarked
package org.foldbase.server.task.internal;

import org.jspecify.annotations.NullMarked;
