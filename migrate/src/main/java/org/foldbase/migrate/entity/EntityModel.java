package org.foldbase.migrate.entity;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foldbase.migrate.schema.Schema;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * The schema that entity classes ask for. It is read from Hibernate's metadata with one dialect and
 * no connection, so every machine gives the same answer, whatever databases it has.
 */
public final class EntityModel {

    private EntityModel() {}

    /** The schema of these entities, names in snake case. */
    public static Schema of(Class<?>... entities) {
        return of(List.of(entities), Map.of());
    }

    /**
     * The schema of these entities.
     *
     * @param settings Hibernate's settings that the application has too, such as {@code
     *     hibernate.physical_naming_strategy}
     */
    public static Schema of(Collection<Class<?>> entities, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class);
        all.putAll(settings);
        all.put("hibernate.boot.allow_jdbc_metadata_access", false);
        all.remove("hibernate.dialect");
        all.put("jakarta.persistence.database-product-name", "PostgreSQL");
        all.put("jakarta.persistence.database-major-version", "17");
        all.put("hibernate.implicit_naming_strategy", MarkedNames.class);
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder().applySettings(all).build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            entities.forEach(sources::addAnnotatedClass);
            Metadata metadata = sources.buildMetadata();
            return new MetadataReader(metadata).schema();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }
}
