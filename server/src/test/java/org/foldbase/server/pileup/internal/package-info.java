@NullMarked
package org.foldbase.server.pileup.internal;

import org.jspecify.annotations.NullMarked;
