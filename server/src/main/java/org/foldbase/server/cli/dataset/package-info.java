/** The commands about datasets, over HTTP or on the database of the data directory. */
@NullMarked
package org.foldbase.server.cli.dataset;

import org.jspecify.annotations.NullMarked;
