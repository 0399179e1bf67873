/** The foldbase command. Starts no Spring, so that what a person types all day feels instant. */
@NullMarked
package org.foldbase.server.cli;

import org.jspecify.annotations.NullMarked;
