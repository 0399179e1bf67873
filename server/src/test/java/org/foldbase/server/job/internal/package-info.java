@NullMarked
package org.foldbase.server.job.internal;

import org.jspecify.annotations.NullMarked;
