/** From Hibernate's entity classes to the neutral schema, without a database. */
@NullMarked
package org.foldbase.migrate.entity;

import org.jspecify.annotations.NullMarked;
