@NullMarked
package org.foldbase.server.web;

import org.jspecify.annotations.NullMarked;
