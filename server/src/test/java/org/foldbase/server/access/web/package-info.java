@NullMarked
package org.foldbase.server.access.web;

import org.jspecify.annotations.NullMarked;
