package org.foldbase.migrate.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.foldbase.migrate.schema.OnDelete;

/**
 * A foreign key for a field that holds only the id of a row elsewhere: a true constraint in the
 * database, and no dependency on the other entity's class.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface References {

    /** The table referred to, by its primary key. */
    String table();

    /** What becomes of this row when that one is deleted. */
    OnDelete onDelete() default OnDelete.NO_ACTION;
}
