/** Contact maps in the cooler format: bins, pixels, weights, resolutions; reading and writing. */
@NullMarked
package org.foldbase.hic.cooler;

import org.jspecify.annotations.NullMarked;
