package org.foldbase.migrate.entity;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.foldbase.migrate.MigrationException;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** What annotations on the entities' fields say about columns, beside Hibernate's metadata. */
final class EntityFields {

    /** By table, then by column. */
    private final Map<String, Map<String, References>> references = new TreeMap<>();

    /** As {@code table.column}. */
    private final Set<String> identities = new HashSet<>();

    EntityFields(Metadata metadata) {
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (Property property : entity.getPropertyClosure()) {
                read(entity.getMappedClass(), property);
            }
            if (entity.getIdentifierProperty() != null) {
                read(entity.getMappedClass(), entity.getIdentifierProperty());
            }
        }
    }

    private void read(Class<?> owner, Property property) {
        if (property.getValue() instanceof Component component) {
            component.getProperties().forEach(part -> read(component.getComponentClass(), part));
            return;
        }
        Optional<Field> field = field(owner, property.getName());
        if (field.isEmpty()) {
            return;
        }
        References reference = field.get().getAnnotation(References.class);
        GeneratedValue generated = field.get().getAnnotation(GeneratedValue.class);
        List<org.hibernate.mapping.Column> columns = property.getColumns();
        if (reference != null) {
            if (columns.size() != 1) {
                throw new MigrationException(
                        field.get()
                                + " has "
                                + columns.size()
                                + " columns, so it can't refer to a row");
            }
            references
                    .computeIfAbsent(property.getValue().getTable().getName(), t -> new TreeMap<>())
                    .put(columns.getFirst().getName(), reference);
        }
        if (generated != null && !columns.isEmpty()) {
            identity(field.get(), generated, property);
        }
    }

    private void identity(Field field, GeneratedValue generated, Property property) {
        if (generated.strategy() == GenerationType.IDENTITY) {
            identities.add(
                    property.getValue().getTable().getName()
                            + "."
                            + property.getColumns().getFirst().getName());
        } else if (generated.strategy() != GenerationType.UUID
                && Number.class.isAssignableFrom(boxed(field.getType()))) {
            throw new MigrationException(
                    field
                            + " is counted up by "
                            + generated.strategy()
                            + "; only GenerationType.IDENTITY is there on every back-end");
        }
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    private static Optional<Field> field(Class<?> owner, String name) {
        for (Class<?> at = owner; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    Map<String, References> references(String table) {
        return references.getOrDefault(table, Map.of());
    }

    boolean isIdentity(String table, String column) {
        return identities.contains(table + "." + column);
    }
}
