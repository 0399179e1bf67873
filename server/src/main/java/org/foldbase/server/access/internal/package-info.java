/** Rows of users, their tokens and sessions, and the audit. */
@NullMarked
package org.foldbase.server.access.internal;

import org.jspecify.annotations.NullMarked;
