/** The pages and the API of signing in, of one's own account, and of users. */
@NullMarked
package org.foldbase.server.access.web;

import org.jspecify.annotations.NullMarked;
