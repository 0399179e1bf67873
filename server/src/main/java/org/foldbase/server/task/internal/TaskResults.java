package org.foldbase.server.task.internal;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface TaskResults extends JpaRepository<TaskResult, UUID> {}
