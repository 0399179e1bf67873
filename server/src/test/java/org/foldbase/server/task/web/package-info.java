@NullMarked
package org.foldbase.server.task.web;

import org.jspecify.annotations.NullMarked;
