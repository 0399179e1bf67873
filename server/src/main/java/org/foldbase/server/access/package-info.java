/**
 * Who people are and what they may do: users, roles, tokens, sessions, and the record of who did
 * what.
 */
@NullMarked
package org.foldbase.server.access;

import org.jspecify.annotations.NullMarked;
