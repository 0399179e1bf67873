package org.foldbase.server.shared;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text of any number of lines, which every back-end can keep. */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ReportAsSingleViolation
@Size @Pattern(regexp = "[^\\x00\\p{Cs}]*") public @interface FreeText {
    /** How many characters (UTF-16) there may be. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max();

    String message() default "has at most {max} characters, none of them NUL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
