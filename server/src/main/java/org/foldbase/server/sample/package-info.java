/** Made-up data that looks real: a genome with loops and boundaries to see at once. */
@NullMarked
package org.foldbase.server.sample;

import org.jspecify.annotations.NullMarked;
