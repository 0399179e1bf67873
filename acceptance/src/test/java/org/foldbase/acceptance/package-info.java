/** The packaged program, used as people use it. */
@NullMarked
package org.foldbase.acceptance;

import org.jspecify.annotations.NullMarked;
