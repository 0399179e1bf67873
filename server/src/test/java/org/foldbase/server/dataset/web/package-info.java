/** Tests of the pages of datasets. */
@NullMarked
package org.foldbase.server.dataset.web;

import org.jspecify.annotations.NullMarked;
