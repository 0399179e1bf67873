/** Schema migrations for Hibernate entities; this package holds what all its parts share. */
@NullMarked
package org.foldbase.migrate;

import org.jspecify.annotations.NullMarked;
