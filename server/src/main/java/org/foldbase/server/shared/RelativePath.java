package org.foldbase.server.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where a file is below the files' root: names between slashes that lead only downwards. */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ReportAsSingleViolation
@Size(max = 1024) @Pattern(regexp = RelativePath.REGEX) public @interface RelativePath {
    /** What every such path matches. */
    String REGEX = "(?!/)(?:(?:^|/)(?!\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}\\p{Cs}]+)+";

    String message() default
            "is a path of at most 1024 characters that leads downwards from the files' root";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
