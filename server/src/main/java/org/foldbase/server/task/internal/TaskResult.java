package org.foldbase.server.task.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.shared.RelativePath;
import org.foldbase.server.shared.Row;
import org.jspecify.annotations.Nullable;

/** What a task made: one at most. Deleted with its task; its file goes to the trash. */
@Entity
@Table(name = "task_result")
class TaskResult extends Row {

    @Id
    @References(table = "task", onDelete = OnDelete.CASCADE)
    UUID taskId;

    /**
     * The file of the attempt that won, relative to the files' root; none when there is no file.
     */
    @Column(length = 1024)
    @RelativePath
    @Nullable String filePath;

    /** For Hibernate. */
    TaskResult() {}

    TaskResult(UUID taskId, @Nullable String filePath, Instant now) {
        super(now);
        this.taskId = taskId;
        this.filePath = filePath;
    }
}
