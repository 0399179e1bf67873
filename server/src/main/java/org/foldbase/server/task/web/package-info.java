/** The API, the page and the live events of tasks. */
@NullMarked
package org.foldbase.server.task.web;

import org.jspecify.annotations.NullMarked;
