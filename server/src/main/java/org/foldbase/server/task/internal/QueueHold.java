package org.foldbase.server.task.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.Row;
import org.foldbase.server.task.QueueName;
import org.jspecify.annotations.Nullable;

/** A time in which no task of a queue begins: it lasts until it is released. */
@Entity
@Table(name = "queue_hold", indexes = @Index(columnList = "released_at"))
class QueueHold extends Row {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 20)
    QueueName queue;

    /** The user, or who was at the command line. */
    @Column(nullable = false, updatable = false, length = 64)
    @OneLine(max = 64)
    String heldBy;

    @Nullable Instant releasedAt;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected QueueHold() {}
}
