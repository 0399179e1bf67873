/** Backup, restore and move of an environment's database together with its files. */
@NullMarked
package org.foldbase.server.database.transfer;

import org.jspecify.annotations.NullMarked;
