/** Files on disk: put, open, checksum, and the trash. */
@NullMarked
package org.foldbase.server.storage;

import org.jspecify.annotations.NullMarked;
