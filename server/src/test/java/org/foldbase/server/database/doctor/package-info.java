/** Tests of the doctor. */
@NullMarked
package org.foldbase.server.database.doctor;

import org.jspecify.annotations.NullMarked;
