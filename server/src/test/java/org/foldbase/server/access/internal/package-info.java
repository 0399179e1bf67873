@NullMarked
package org.foldbase.server.access.internal;

import org.jspecify.annotations.NullMarked;
