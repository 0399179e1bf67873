/** The durable queue of work in the background; it knows no payload. */
@NullMarked
package org.foldbase.server.task;

import org.jspecify.annotations.NullMarked;
