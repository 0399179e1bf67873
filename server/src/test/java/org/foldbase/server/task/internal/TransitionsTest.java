package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.job.JobStatus;
import org.foldbase.server.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** Which state follows which. */
class TransitionsTest {

    @Test
    void ofATask() {
        assertThat(moves(TaskStatus.values(), TaskStatus::mayBecome))
                .isEqualTo(
                        """
                        QUEUED: RUNNING CANCELLED
                        RUNNING: QUEUED DONE FAILED CANCELLED
                        DONE:
                        FAILED:
                        CANCELLED:\
                        """);
        assertThat(TaskStatus.values())
                .filteredOn(TaskStatus::isFinal)
                .containsExactly(TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.CANCELLED);
    }

    @Test
    void ofAJob() {
        assertThat(moves(JobStatus.values(), JobStatus::mayBecome))
                .isEqualTo(
                        """
                        PENDING: RUNNING FAILED CANCELLED
                        RUNNING: COMPLETED FAILED CANCELLED
                        COMPLETED:
                        FAILED:
                        CANCELLED:\
                        """);
    }

    @Test
    void ofADataset() {
        assertThat(moves(DatasetState.values(), DatasetState::mayBecome))
                .isEqualTo(
                        """
                        UPLOADING: CHECKING FAILED
                        CHECKING: READY FAILED
                        READY: CHECKING FAILED
                        FAILED: CHECKING\
                        """);
    }

    private static <E extends Enum<E>> String moves(E[] states, BiPredicate<E, E> may) {
        return Arrays.stream(states)
                .map(from ->
                        (from
                                        + ": "
                                        + Arrays.stream(states)
                                                .filter(to -> may.test(from, to))
                                                .map(Enum::name)
                                                .collect(Collectors.joining(" ")))
                                .strip())
                .collect(Collectors.joining("\n"));
    }
}
