package org.foldbase.server.pileup.internal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Scope;
import org.foldbase.server.pileup.PileupFilter;
import org.foldbase.server.shared.Listing;
import org.springframework.stereotype.Component;

/**
 * Finds pileups together with the names and owners of their datasets, in one statement: who sees a
 * pileup is asked of its datasets' rows.
 */
@Component
class PileupRows {

    private static final int IDS_A_STATEMENT = 500;

    private static final String FROM =
            """
             from Pileup p join PileupRegion r on r.id = p.pileupRegionId
             join Dataset m on m.id = p.datasetId join Dataset s on s.id = r.datasetId\
            """;

    private static final String COLUMNS =
            "p, r, m.name, m.ownerId, m.visibility, s.name, s.type, s.ownerId, s.visibility";

    private final EntityManager session;

    PileupRows(EntityManager session) {
        this.session = session;
    }

    Optional<Found> find(long id) {
        return new Query().where("p.id = :id", "id", id).all(1).stream().findFirst();
    }

    Listing<Found> page(Actor actor, PileupFilter filter, int page, int size) {
        return new Query().seenBy(actor).fit(filter).page(page, size);
    }

    /** Of the same map and pileup region. */
    List<Found> siblings(Actor actor, Pileup of) {
        return new Query()
                .seenBy(actor)
                .where("p.datasetId = :map", "map", of.datasetId)
                .where("p.pileupRegionId = :region", "region", of.pileupRegionId)
                .where("p.id <> :id", "id", of.id())
                .all(Listing.MAX_SIZE);
    }

    /** Made of a dataset, as map or as region set. */
    List<Found> madeOf(long datasetId) {
        return new Query()
                .where("(m.id = :dataset or s.id = :dataset)", "dataset", datasetId)
                .all(Integer.MAX_VALUE);
    }

    /** Those with these input hashes, by hash. */
    Map<String, Pileup> byInput(Collection<String> hashes) {
        Map<String, Pileup> found = new HashMap<>();
        List<String> all = List.copyOf(hashes);
        for (int from = 0; from < all.size(); from += IDS_A_STATEMENT) {
            session.createQuery("from Pileup p where p.inputHash in :hashes", Pileup.class)
                    .setParameter(
                            "hashes",
                            all.subList(from, Math.min(all.size(), from + IDS_A_STATEMENT)))
                    .getResultStream()
                    .forEach(it -> found.put(it.inputHash, it));
        }
        return found;
    }

    /** A computed pileup with the same numbers. */
    Optional<Pileup> computedAlike(Pileup wanted) {
        return session.createQuery(
                        "from Pileup p where p.contentHash = :hash and p.matrixPath is not null"
                                + " order by p.id",
                        Pileup.class)
                .setParameter("hash", Optional.ofNullable(wanted.contentHash).orElse(""))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** A statement that grows. */
    private final class Query {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Query where(String condition, String name, Object value) {
            conditions.add(condition);
            values.put(name, value);
            return this;
        }

        private void where(String condition, String name, OptionalLong value) {
            value.ifPresent(it -> where(condition, name, it));
        }

        Query seenBy(Actor actor) {
            Scope scope = Policy.scope(actor);
            if (scope.everything()) {
                return this;
            }
            values.put("visible", scope.visibilities());
            scope.ownerId().ifPresent(id -> values.put("me", id));
            Stream.of("m", "s")
                    .map(dataset ->
                            (scope.ownerId().isPresent()
                                            ? "(%1$s.ownerId = :me or %1$s.visibility in :visible)"
                                            : "%1$s.visibility in :visible")
                                    .formatted(dataset))
                    .forEach(conditions::add);
            return this;
        }

        Query fit(PileupFilter filter) {
            where("m.id = :map", "map", filter.mapId());
            where("s.id = :set", "set", filter.regionSetId());
            where("r.id = :region", "region", filter.pileupRegionId());
            filter.binSizeBp().ifPresent(it -> where("p.binSizeBp = :bin", "bin", it));
            filter.valueType().ifPresent(it -> where("p.valueType = :type", "type", it));
            filter.ready()
                    .ifPresent(ready ->
                            conditions.add("p.matrixPath is " + (ready ? "not null" : "null")));
            return this;
        }

        private String from() {
            return FROM
                    + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
        }

        List<Found> all(int most) {
            return rows(0, most);
        }

        Listing<Found> page(int page, int size) {
            long total =
                    with(session.createQuery("select count(p)" + from(), Long.class))
                            .getSingleResult();
            return new Listing<>(rows(Math.multiplyExact(page - 1, size), size), total, page, size);
        }

        private List<Found> rows(int first, int most) {
            String newestFirst = " order by p.createdAt desc, p.id desc";
            return with(session.createQuery(
                            "select " + COLUMNS + from() + newestFirst, Tuple.class))
                    .setFirstResult(first)
                    .setMaxResults(most)
                    .getResultStream()
                    .map(Found::of)
                    .toList();
        }

        private <T> TypedQuery<T> with(TypedQuery<T> query) {
            values.forEach(query::setParameter);
            return query;
        }
    }
}
