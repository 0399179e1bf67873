package org.foldbase.server.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.validation.ConstraintViolationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.testing.HardRows;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.orm.ObjectOptimisticLockingFailureException;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatasetsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");
    private static final Instant IN_MS = Instant.parse("2026-11-21T12:00:00.123Z");

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @Test
    void pagesOfEqualNamesShowEveryRowOnceAndNamesAreInTheSameOrderEverywhere() {
        Datasets datasets = database.bean(Datasets.class);
        List<String> names =
                List.of("b", "a", "B", "b", "\u00e9", "e", "b", "Z", "b ", "\ud83e\uddec");
        long owner = saved("owner", names);
        List<String> read = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        Page<Dataset> page;
        int at = 0;
        do {
            page = datasets.findByOwnerId(owner, PageRequest.of(at++, 3, Sort.by("name", "id")));
            page.forEach(dataset -> {
                read.add(dataset.name);
                ids.add(dataset.id());
            });
        } while (page.hasNext());
        assertThat(page.getTotalElements()).isEqualTo(names.size());
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(read)
                .containsExactly("B", "Z", "a", "b", "b", "b", "b", "e", "\u00e9", "\ud83e\uddec");
    }

    @Test
    void ofTwoWhoChangeTheSameRowTheSecondIsTold() {
        Datasets datasets = database.bean(Datasets.class);
        long owner = saved("two", List.of("x"));
        Dataset one = datasets.findByOwnerId(owner, PageRequest.of(0, 1)).getContent().getFirst();
        Dataset other = datasets.findByOwnerId(owner, PageRequest.of(0, 1)).getContent().getFirst();
        one.name = "changed";
        datasets.saveAndFlush(one);
        other.description = "changed, too";
        assertThatThrownBy(() -> datasets.saveAndFlush(other))
                .isInstanceOf(ObjectOptimisticLockingFailureException.class);
    }

    @Test
    void instantsAreKeptInUtcWhereverTheProcessRuns() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            long owner = saved("utc", List.of("x"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            database.run(session -> {
                Dataset read =
                        session.createQuery(
                                        "from Dataset where ownerId = :owner and createdAt = :at",
                                        Dataset.class)
                                .setParameter("owner", owner)
                                .setParameter("at", IN_MS)
                                .getSingleResult();
                assertThat(read.createdAt()).isEqualTo(IN_MS);
            });
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "a//b", "a/", "", "a/./b", "a\\b"})
    void theFileOfAManagedDatasetLiesBelowTheFilesRoot(String path) {
        database.undone(session -> {
            Dataset dataset = dataset(session, "x", FileLocation.MANAGED, path);
            assertThatThrownBy(() -> session.persist(dataset))
                    .isInstanceOf(ConstraintViolationException.class);
        });
    }

    @Test
    void theFileOfAnExternalDatasetHasAnAbsolutePath() {
        database.undone(session -> {
            session.persist(dataset(session, "x", FileLocation.EXTERNAL, "/data/x.mcool"));
            Dataset relative = dataset(session, "x", FileLocation.EXTERNAL, "x.mcool");
            assertThatThrownBy(() -> session.persist(relative))
                    .isInstanceOf(ConstraintViolationException.class);
        });
    }

    @Test
    void aDatasetGoesFromStateToStateAndSaysWhyItFailed() {
        database.undone(session -> {
            Dataset dataset = dataset(session, "x", FileLocation.MANAGED, "x");
            dataset.become(DatasetState.CHECKING, NOW);
            dataset.fail("it is cut", NOW.plusSeconds(1));
            assertThat(dataset.failure).isEqualTo("it is cut");
            assertThat(dataset.updatedAt()).isEqualTo(IN_MS.plusSeconds(1));
            assertThatThrownBy(() -> dataset.become(DatasetState.READY, NOW))
                    .hasMessageContaining("is FAILED, not yet READY");
            dataset.become(DatasetState.CHECKING, NOW);
            assertThat(dataset.failure).isNull();
        });
    }

    private long saved(String owner, List<String> names) {
        return database.in(session -> {
            Dataset first = dataset(session, owner, FileLocation.MANAGED, "first");
            for (String name : names) {
                Dataset dataset = new Dataset(name, first.ownerId, FileLocation.MANAGED, "x", NOW);
                session.persist(dataset);
            }
            return first.ownerId;
        });
    }

    private static Dataset dataset(
            EntityManager session, String name, FileLocation location, String path) {
        Dataset sparse = (Dataset) new HardRows(session).sparse(Dataset.class);
        return new Dataset(name, sparse.ownerId, location, path, NOW);
    }
}
