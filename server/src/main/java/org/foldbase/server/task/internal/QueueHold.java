package org.foldbase.server.task.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.Row;
import org.foldbase.server.task.QueueName;

/** A queue whose tasks do not begin, for as long as this row is there. */
@Entity
@Table(name = "queue_hold")
class QueueHold extends Row {

    @Id
    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    QueueName queue;

    /** The user, or who was at the command line. */
    @Column(nullable = false, updatable = false, length = 64)
    @OneLine(max = 64)
    String heldBy;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected QueueHold() {}

    QueueHold(QueueName queue, String heldBy, Instant now) {
        super(now);
        this.queue = queue;
        this.heldBy = heldBy;
    }
}
