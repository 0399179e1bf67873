/** Rows of assemblies. */
@NullMarked
package org.foldbase.server.assembly.internal;

import org.jspecify.annotations.NullMarked;
