/** What the queue makes of workers, databases and disks that die. */
@NullMarked
package org.foldbase.reliability;

import org.jspecify.annotations.NullMarked;
