package org.foldbase.server.access.internal;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.shared.Listing;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The audit as rows of table audit_event. */
@Component
class StoredAudit implements AuditLog {

    private final AuditEvents events;
    private final Transactions transactions;
    private final Clock clock;

    StoredAudit(AuditEvents events, Transactions transactions, Clock clock) {
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void record(
            Actor actor,
            String action,
            String objectType,
            String objectId,
            Map<String, Object> details) {
        Long id = actor.userId().isPresent() ? actor.userId().getAsLong() : null;
        AuditEvent event = new AuditEvent(clock.instant(), id, actor.name(), action);
        event.objectType = objectType.isEmpty() ? null : objectType;
        event.objectId = objectId.isEmpty() ? null : objectId;
        event.address = address().orElse(null);
        event.details = Map.copyOf(details);
        transactions.run(() -> events.save(event));
    }

    private static Optional<String> address() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes request
                ? Optional.of(request.getRequest().getRemoteAddr())
                : Optional.empty();
    }

    @Override
    public Listing<Event> list(Actor by, int page, int size) {
        Policy.require(by, Permission.MANAGE_USERS);
        return transactions.read(() -> {
            Page<AuditEvent> found =
                    events.findAll(PageRequest.of(page - 1, size, Sort.by("id").descending()));
            return new Listing<>(
                    found.map(StoredAudit::event).getContent(),
                    found.getTotalElements(),
                    page,
                    size);
        });
    }

    private static Event event(AuditEvent row) {
        String object =
                row.objectType == null
                        ? ""
                        : row.objectType + (row.objectId == null ? "" : " " + row.objectId);
        return new Event(
                row.at,
                row.actorName,
                row.action,
                object,
                Optional.ofNullable(row.address),
                row.details);
    }
}
