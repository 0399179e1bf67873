/** A bounded, read-only HDF5 reader for contact maps, safe on hostile files. */
@NullMarked
package org.foldbase.hic.internal.hdf5;

import org.jspecify.annotations.NullMarked;
