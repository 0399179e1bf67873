@NullMarked
package org.foldbase.server.pipeline.internal;

import org.jspecify.annotations.NullMarked;
