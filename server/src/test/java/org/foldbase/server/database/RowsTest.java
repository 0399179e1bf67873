package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import java.lang.reflect.Field;
import java.util.List;
import org.foldbase.server.testing.HardRows;
import org.foldbase.server.testing.TestDatabase;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** What is written comes back, and what does not fit is refused, for every entity alike. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RowsTest {

    /** More than any enum has values, so that each value is written. */
    private static final int ROUNDS = 7;

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @Test
    void everyRowComesBackAsItWasWritten() {
        for (Class<?> entity : EntityClasses.load()) {
            for (int round = 0; round < ROUNDS; round++) {
                boolean full = round > 0;
                database.run(session -> {
                    HardRows rows = new HardRows(session);
                    requireSame(session, full ? rows.full(entity) : rows.sparse(entity));
                    if (entity.getSimpleName().equals("Meta")) {
                        session.createQuery("delete from Meta").executeUpdate();
                    }
                });
            }
        }
    }

    private static void requireSame(EntityManager session, Object row) {
        session.persist(row);
        session.flush();
        session.clear();
        Object read = session.find(row.getClass(), HardRows.get(row, HardRows.id(row.getClass())));
        assertThat(read).isNotNull().isNotSameAs(row);
        for (Field field : HardRows.fields(row.getClass())) {
            assertThat(HardRows.get(read, field))
                    .as(field.toString())
                    .isEqualTo(HardRows.get(row, field));
        }
    }

    @Test
    void textThatIsTooLongIsRefusedBeforeAnySql() {
        for (Class<?> entity : EntityClasses.load()) {
            for (Field field : HardRows.fields(entity)) {
                if (field.getType() == String.class) {
                    int length = field.getAnnotation(Column.class).length();
                    requireRefused(entity, field, "x".repeat(length + 1));
                }
            }
        }
    }

    @Test
    void textThatPostgresqlCouldNotKeepIsRefusedBeforeAnySql() {
        for (Class<?> entity : EntityClasses.load()) {
            for (Field field : HardRows.fields(entity)) {
                if (field.getType() == String.class) {
                    requireRefused(entity, field, "a\0b");
                    requireRefused(entity, field, "half a character: \ud83e");
                }
            }
        }
    }

    private void requireRefused(Class<?> entity, Field field, String value) {
        database.undone(session -> {
            Object row = new HardRows(session).sparse(entity);
            HardRows.set(row, field, value);
            Statistics statistics = statistics();
            long before = statistics.getPrepareStatementCount();
            assertThatThrownBy(
                            () -> {
                                session.persist(row);
                                session.flush();
                            })
                    .as(field.toString())
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(before);
        });
    }

    private Statistics statistics() {
        Statistics statistics =
                database.bean(EntityManagerFactory.class)
                        .unwrap(SessionFactory.class)
                        .getStatistics();
        statistics.setStatisticsEnabled(true);
        return statistics;
    }

    @Test
    void whatARowNeedsIsRefusedWhenMissing() {
        for (Class<?> entity : EntityClasses.load()) {
            for (Field field : HardRows.fields(entity)) {
                if (!field.getType().isPrimitive()
                        && !HardRows.isOptional(field)
                        && !field.isAnnotationPresent(Id.class)) {
                    assertThatThrownBy(() ->
                                    database.run(session -> {
                                        Object row = new HardRows(session).sparse(entity);
                                        HardRows.set(row, field, null);
                                        session.persist(row);
                                        session.flush();
                                    }))
                            .as(field.toString())
                            .isInstanceOfAny(PersistenceException.class, ValidationException.class);
                }
            }
        }
    }

    @Test
    void anEnumHoldsNoOtherValueEvenInSql() {
        for (Class<?> entity : EntityClasses.load()) {
            for (Field field : HardRows.fields(entity)) {
                if (field.isAnnotationPresent(Enumerated.class)) {
                    assertThatThrownBy(() ->
                                    database.run(session -> {
                                        session.persist(new HardRows(session).sparse(entity));
                                        session.flush();
                                        session.createNativeQuery(
                                                        "update "
                                                                + HardRows.table(entity)
                                                                + " set "
                                                                + HardRows.column(field)
                                                                + " = 'XX'")
                                                .executeUpdate();
                                    }))
                            .as(field.toString())
                            .isInstanceOf(PersistenceException.class);
                }
            }
        }
    }

    @Test
    void theListOfTheBuildIsWhatSpringWouldFind() {
        ClassPathScanningCandidateComponentProvider scanner =
                new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Entity.class));
        List<String> found =
                scanner.findCandidateComponents("org.foldbase.server").stream()
                        .map(bean -> String.valueOf(bean.getBeanClassName()))
                        .sorted()
                        .toList();
        assertThat(EntityClasses.load()).extracting(Class::getName).isEqualTo(found).isNotEmpty();
    }
}
