package org.foldbase.server.intake.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskQueue;
import org.springframework.stereotype.Component;

/** Asks for files to be checked. */
@Component
class Checks {

    static final String KIND = "dataset.check";

    private static final String ASSEMBLY = "assemblyId";
    private static final String KEEP_COPY = "keepCopy";
    private static final String COPY_FROM = "copyFrom";

    private final TaskQueue queue;

    Checks(TaskQueue queue) {
        this.queue = queue;
    }

    /**
     * What a check is told.
     *
     * @param assemblyId the one that it has to be of
     * @param keepCopy whether the same content may be there already
     * @param copyFrom where the file is to be copied from first
     */
    record Order(OptionalLong assemblyId, boolean keepCopy, Optional<String> copyFrom) {

        static Order of(Map<String, Object> parameters) {
            return new Order(
                    parameters.get(ASSEMBLY) instanceof Number id
                            ? OptionalLong.of(id.longValue())
                            : OptionalLong.empty(),
                    Boolean.TRUE.equals(parameters.get(KEEP_COPY)),
                    Optional.ofNullable(parameters.get(COPY_FROM)).map(Object::toString));
        }

        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            assemblyId.ifPresent(id -> parameters.put(ASSEMBLY, id));
            copyFrom.ifPresent(path -> parameters.put(COPY_FROM, path));
            parameters.put(KEEP_COPY, keepCopy);
            return parameters;
        }
    }

    /** Queues a check within the caller's transaction. */
    UUID order(DatasetView dataset, Order order) {
        return queue.enqueue(
                NewTask.of(KIND)
                        .owner(dataset.ownership().ownerId())
                        .dataset(dataset.id())
                        .parameters(order.parameters()));
    }
}
