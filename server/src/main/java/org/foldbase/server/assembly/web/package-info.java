/** The API of assemblies. */
@NullMarked
package org.foldbase.server.assembly.web;

import org.jspecify.annotations.NullMarked;
