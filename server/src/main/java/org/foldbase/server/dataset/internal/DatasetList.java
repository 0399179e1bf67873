package org.foldbase.server.dataset.internal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Scope;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.shared.Listing;

/** The statements of one list: a count, and a page whose order an index has. */
final class DatasetList {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final DatasetFilter filter;

    DatasetList(Actor actor, DatasetFilter filter) {
        this.filter = filter;
        seenBy(actor);
        filter.type().ifPresent(type -> where("d.type = :type", "type", type));
        where("d.assemblyId = :assembly", "assembly", filter.assemblyId());
        where("d.ownerId = :owner", "owner", filter.ownerId());
        filter.state().ifPresent(state -> where("d.state = :state", "state", state));
        filter.text().ifPresent(this::holds);
    }

    private void seenBy(Actor actor) {
        Scope scope = Policy.scope(actor);
        if (scope.everything()) {
            return;
        }
        List<String> either = new ArrayList<>();
        scope.ownerId()
                .ifPresent(id -> {
                    either.add("d.ownerId = :me");
                    values.put("me", id);
                });
        either.add("d.visibility in :visible");
        values.put("visible", scope.visibilities());
        conditions.add("(" + String.join(" or ", either) + ")");
    }

    private void where(String condition, String name, OptionalLong id) {
        id.ifPresent(value -> where(condition, name, value));
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private void holds(String text) {
        String escaped = text.toLowerCase(Locale.ROOT).replaceAll("([%_!])", "!$1");
        values.put("text", "%" + escaped + "%");
        conditions.add(
                List.of("name", "description", "cellType", "perturbation", "protocol").stream()
                        .map(column -> "lower(d." + column + ") like :text escape '!'")
                        .reduce((one, other) -> one + " or " + other)
                        .map(any -> "(" + any + ")")
                        .orElseThrow());
    }

    Listing<Dataset> read(EntityManager session) {
        long total =
                with(session.createQuery("select count(d) " + from(), Long.class))
                        .getSingleResult();
        List<Dataset> rows =
                with(session.createQuery("select d " + from() + order(), Dataset.class))
                        .setFirstResult(Math.multiplyExact(filter.page() - 1, filter.size()))
                        .setMaxResults(filter.size())
                        .getResultList();
        return new Listing<>(rows, total, filter.page(), filter.size());
    }

    private String from() {
        return "from Dataset d"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
    }

    private String order() {
        String column =
                switch (filter.sort()) {
                    case NAME -> "name";
                    case TYPE -> "type";
                    case ASSEMBLY -> "assemblyId";
                    case OWNER -> "ownerId";
                    case STATE -> "state";
                    case CREATED -> "createdAt";
                    case SIZE -> "sizeBytes";
                };
        String way = filter.descending() ? " desc" : "";
        return " order by d." + column + way + ", d.id" + way;
    }

    private <T> TypedQuery<T> with(TypedQuery<T> query) {
        values.forEach(query::setParameter);
        return query;
    }
}
