/** Reading and writing the part of HDF5 that contact maps use; internal to hic.cooler. */
@NullMarked
package org.foldbase.hic.internal.hdf5;

import org.jspecify.annotations.NullMarked;
