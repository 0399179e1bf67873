/** Pileups over HTTP: the API and the pages. */
@NullMarked
package org.foldbase.server.pileup.web;

import org.jspecify.annotations.NullMarked;
