/** Tests of backup, restore and move, in processes that die. */
@NullMarked
package org.foldbase.server.database.transfer;

import org.jspecify.annotations.NullMarked;
