/** Tests of archives. */
@NullMarked
package org.foldbase.server.database.archive;

import org.jspecify.annotations.NullMarked;
