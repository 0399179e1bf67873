package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports tasks that wait for a worker of another program: each kind once. */
@Component
class UnknownTasks {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownTasks.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TaskTable table;
    private final Kinds kinds;
    private final TransactionTemplate reading;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    UnknownTasks(TaskTable table, Kinds kinds, PlatformTransactionManager transactions) {
        this.table = table;
        this.kinds = kinds;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Looks for those that have waited for a while. */
    void look() {
        List<TaskTable.Waiting> waiting =
                Objects.requireNonNull(reading.execute(status -> table.waiting(PATIENCE)));
        for (TaskTable.Waiting tasks : waiting) {
            if (!kinds.know(tasks.kind(), tasks.version())
                    && reported.add(tasks.kind() + " " + tasks.version())) {
                LOG.warn(
                        "{} tasks of the kind {} (version {}) wait for a worker that knows it; this"
                                + " one does not: is it older than the server?",
                        tasks.tasks(),
                        tasks.kind(),
                        tasks.version());
            }
        }
    }
}
