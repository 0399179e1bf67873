/** What a long-running process does at its database before it works there and after it did. */
@NullMarked
package org.foldbase.server.database.attendance;

import org.jspecify.annotations.NullMarked;
