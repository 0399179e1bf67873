@NullMarked
package org.foldbase.server;

import org.jspecify.annotations.NullMarked;
