/** Commands about the queues of tasks. */
@NullMarked
package org.foldbase.server.cli.queue;

import org.jspecify.annotations.NullMarked;
