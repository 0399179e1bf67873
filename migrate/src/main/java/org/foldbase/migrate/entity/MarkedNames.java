package org.foldbase.migrate.entity;

import java.util.stream.Collectors;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitConstraintNameSource;
import org.hibernate.boot.model.naming.ImplicitForeignKeyNameSource;
import org.hibernate.boot.model.naming.ImplicitIndexNameSource;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.ImplicitUniqueKeyNameSource;

/** Marks the names of constraints that nobody named, so that they can get a readable one. */
public final class MarkedNames extends ImplicitNamingStrategyJpaCompliantImpl {

    private static final String MARK = "implicit__";

    /** Whether a name is one of these. */
    static boolean isMarked(String name) {
        return name.startsWith(MARK);
    }

    @Override
    public Identifier determineForeignKeyName(ImplicitForeignKeyNameSource source) {
        return marked("fk", source);
    }

    @Override
    public Identifier determineUniqueKeyName(ImplicitUniqueKeyNameSource source) {
        return marked("uq", source);
    }

    @Override
    public Identifier determineIndexName(ImplicitIndexNameSource source) {
        return marked("ix", source);
    }

    private static Identifier marked(String kind, ImplicitConstraintNameSource source) {
        Identifier given = source.getUserProvidedIdentifier();
        if (given != null) {
            return given;
        }
        String columns =
                source.getColumnNames().stream()
                        .map(Identifier::getText)
                        .collect(Collectors.joining("__"));
        return Identifier.toIdentifier(
                MARK + kind + "__" + source.getTableName().getText() + "__" + columns);
    }
}
