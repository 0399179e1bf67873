/** The API and pages of uploads and imports. */
@NullMarked
package org.foldbase.server.intake.web;

import org.jspecify.annotations.NullMarked;
