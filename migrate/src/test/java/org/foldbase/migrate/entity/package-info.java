/** What is read from entity classes. */
@NullMarked
package org.foldbase.migrate.entity;

import org.jspecify.annotations.NullMarked;
