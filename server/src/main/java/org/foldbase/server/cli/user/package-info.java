/** Commands about users: {@code foldbase user …}. They start no web server. */
@NullMarked
package org.foldbase.server.cli.user;

import org.jspecify.annotations.NullMarked;
