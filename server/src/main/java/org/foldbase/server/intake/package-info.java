/**
 * The doors to data: uploads and files on the server's disk, which become datasets once they are
 * whole and checked. Uses dataset, assembly, task, storage and access.
 */
@NullMarked
package org.foldbase.server.intake;

import org.jspecify.annotations.NullMarked;
