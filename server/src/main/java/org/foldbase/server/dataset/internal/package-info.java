/** Rows of datasets. */
@NullMarked
package org.foldbase.server.dataset.internal;

import org.jspecify.annotations.NullMarked;
