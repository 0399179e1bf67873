package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SchemaValidationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.foldbase.migrate.entity.EntityModel;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.testing.HardRows;
import org.foldbase.server.testing.TestDatabase;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the migrations say holds on every back-end, and Hibernate works with the same tables. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConstraintsTest {

    private static final Schema SCHEMA = snapshot();

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    private static Schema snapshot() {
        try {
            return Migrations.load(TestDatabase.MIGRATIONS).snapshot();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMigrationsLeadToTheEntities() {
        Schema wanted = EntityModel.of(EntityClasses.load(), Map.of());
        assertThat(SchemaDiff.between(SCHEMA, wanted).operations())
                .as("changes without a migration; 'foldbase db migrate' writes one")
                .isEmpty();
    }

    @Test
    void whatMayOccurOnceOccursOnce() {
        for (Table table : SCHEMA.tables()) {
            for (Unique unique : table.uniques()) {
                Class<?> entity = HardRows.entity(table.name());
                assertThatThrownBy(() -> twoRowsAlikeIn(unique, entity, true))
                        .as(unique.name())
                        .isInstanceOf(PersistenceException.class);
                if (unique.columns().stream()
                        .anyMatch(it -> SCHEMA.column(table.name(), it).nullable())) {
                    assertThatCode(() -> twoRowsAlikeIn(unique, entity, false))
                            .as("two rows without " + unique.columns())
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private void twoRowsAlikeIn(Unique unique, Class<?> entity, boolean withValue) {
        database.undone(session -> {
            HardRows rows = new HardRows(session);
            Object one = withValue ? rows.full(entity) : rows.sparse(entity);
            Object other = withValue ? rows.full(entity) : rows.sparse(entity);
            for (Field field : HardRows.fields(entity)) {
                if (unique.columns().contains(HardRows.column(field)) && withValue) {
                    HardRows.set(other, field, HardRows.get(one, field));
                }
            }
            session.persist(one);
            session.persist(other);
            session.flush();
        });
    }

    @Test
    void aRowRefersOnlyToARowThatIsThere() {
        forEachReference((entity, key, target) ->
                assertThatThrownBy(() -> refersToNothing(entity, key))
                        .as(key.name())
                        .isInstanceOf(PersistenceException.class));
    }

    private void refersToNothing(Class<?> entity, ForeignKey key) {
        database.undone(session -> {
            Object row = new HardRows(session).sparse(entity);
            Field field = field(entity, key);
            HardRows.set(
                    row,
                    field,
                    field.getType() == UUID.class ? new UUID(1, 2) : (Object) Long.MAX_VALUE);
            session.persist(row);
            session.flush();
        });
    }

    @Test
    void aDeletionDoesToOtherRowsWhatTheSchemaSays() {
        forEachReference((entity, key, target) -> {
            if (key.onDelete() == OnDelete.NO_ACTION) {
                assertThatThrownBy(() -> deleteTargetOf(entity, key, target))
                        .as(key.name())
                        .isInstanceOf(PersistenceException.class);
            } else {
                deleteTargetOf(entity, key, target);
            }
        });
    }

    private void deleteTargetOf(Class<?> entity, ForeignKey key, Class<?> target) {
        database.undone(session -> {
            HardRows rows = new HardRows(session);
            Object parent = rows.sparse(target);
            session.persist(parent);
            session.flush();
            Object child = rows.sparse(entity);
            HardRows.set(child, field(entity, key), id(parent));
            session.persist(child);
            session.flush();
            session.clear();
            delete(session, target, id(parent));
            Object left = session.find(entity, id(child));
            if (key.onDelete() == OnDelete.CASCADE) {
                assertThat(left).as(key.name()).isNull();
            } else {
                assertThat(left).as(key.name()).isNotNull();
                assertThat(HardRows.get(left, field(entity, key))).as(key.name()).isNull();
            }
        });
    }

    private static void delete(EntityManager session, Class<?> entity, Object id) {
        session.createQuery("delete from " + entity.getSimpleName() + " where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private static Object id(Object row) {
        return HardRows.get(row, HardRows.id(row.getClass()));
    }

    private interface ReferenceCheck {
        void check(Class<?> entity, ForeignKey key, Class<?> target);
    }

    private static void forEachReference(ReferenceCheck check) {
        int checked = 0;
        for (Table table : SCHEMA.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                check.check(HardRows.entity(table.name()), key, HardRows.entity(key.targetTable()));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(10);
    }

    private static Field field(Class<?> entity, ForeignKey key) {
        return HardRows.fields(entity).stream()
                .filter(it -> HardRows.column(it).equals(key.columns().getFirst()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hibernateNamesTablesAndColumnsAsTheMigrationsDo() {
        Map<String, Set<String>> mapped = new TreeMap<>();
        database.bean(EntityManagerFactory.class)
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachEntityDescriptor(entity -> mapped.put(table(entity), columns(entity)));
        Map<String, Set<String>> migrated = new TreeMap<>();
        for (Table table : SCHEMA.tables()) {
            migrated.put(
                    table.name(),
                    new TreeSet<>(table.columns().stream().map(Column::name).toList()));
        }
        assertThat(mapped).isEqualTo(migrated);
    }

    private static String table(EntityPersister entity) {
        return entity.getMappedTableDetails().getTableName();
    }

    private static Set<String> columns(EntityPersister entity) {
        TreeSet<String> columns = new TreeSet<>();
        entity.getIdentifierMapping()
                .forEachSelectable((i, column) -> columns.add(column.getSelectionExpression()));
        entity.forEachSelectable((i, column) -> columns.add(column.getSelectionExpression()));
        return columns;
    }

    @Test
    void hibernateFindsTheColumnsOfTheTypesThatItWouldHaveMade() {
        List<String> troubles = new ArrayList<>();
        try {
            database.bean(EntityManagerFactory.class).getSchemaManager().validate();
        } catch (SchemaValidationException e) {
            for (Exception failure : e.getFailures()) {
                troubles.add(String.valueOf(failure.getMessage()));
            }
        }
        assertThat(troubles).isEmpty();
    }
}
