/** Tests of uploads and imports over HTTP. */
@NullMarked
package org.foldbase.server.intake.web;

import org.jspecify.annotations.NullMarked;
