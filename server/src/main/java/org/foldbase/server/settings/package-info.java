/** One typed configuration from flags, environment variables and foldbase.yaml. */
@NullMarked
package org.foldbase.server.settings;

import org.jspecify.annotations.NullMarked;
