package org.foldbase.server.pileup.internal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Scope;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.pileup.PileupRegionService;
import org.foldbase.server.pileup.PileupRegionView;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pileup regions as rows of the database and files below the files' root. */
@Service
class StoredPileupRegions implements PileupRegionService {

    private final PileupStore store;
    private final PileupRegions regions;
    private final DatasetService datasets;
    private final FileRoot files;
    private final AuditLog audit;
    private final EntityManager session;

    StoredPileupRegions(
            PileupStore store,
            PileupRegions regions,
            DatasetService datasets,
            FileRoot files,
            AuditLog audit,
            EntityManager session) {
        this.store = store;
        this.regions = regions;
        this.datasets = datasets;
        this.files = files;
        this.audit = audit;
        this.session = session;
    }

    @Override
    public PileupRegionView make(Actor actor, long regionSetId, int windowSizeBp) {
        Policy.require(actor, Permission.CREATE);
        DatasetView set = datasets.require(actor, Permission.SEE, regionSetId);
        requireSense(set, windowSizeBp);
        long asker = actor.requireUserId();
        return store.written(
                () -> view(store.region(regionSetId, windowSizeBp, asker), set.name()));
    }

    private static void requireSense(DatasetView set, int windowSizeBp) {
        if (set.type().filter(it -> it == DatasetType.BED || it == DatasetType.BEDPE).isEmpty()) {
            throw Refusal.invalid("“" + set.name() + "” is no region set.");
        }
        if (!set.isReady()) {
            throw Refusal.conflict("“" + set.name() + "” is not ready.");
        }
        if (windowSizeBp < 1) {
            throw Refusal.invalid("A window is at least 1 bp to each side.");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Listing<PileupRegionView> list(
            Actor actor, OptionalLong regionSetId, int page, int size) {
        Listing.requirePage(page, size);
        List<String> conditions = new ArrayList<>(List.of("s.id = r.datasetId"));
        Map<String, Object> values = new HashMap<>();
        regionSetId.ifPresent(id -> {
            conditions.add("s.id = :set");
            values.put("set", id);
        });
        Scope scope = Policy.scope(actor);
        if (!scope.everything()) {
            values.put("visible", scope.visibilities());
            scope.ownerId().ifPresent(id -> values.put("me", id));
            conditions.add(
                    scope.ownerId().isPresent()
                            ? "(s.ownerId = :me or s.visibility in :visible)"
                            : "s.visibility in :visible");
        }
        String from = " from PileupRegion r, Dataset s where " + String.join(" and ", conditions);
        long total =
                with(session.createQuery("select count(r)" + from, Long.class), values)
                        .getSingleResult();
        List<PileupRegionView> rows =
                with(
                                session.createQuery(
                                        "select r, s.name"
                                                + from
                                                + " order by r.createdAt desc, r.id desc",
                                        Tuple.class),
                                values)
                        .setFirstResult(Math.multiplyExact(page - 1, size))
                        .setMaxResults(size)
                        .getResultStream()
                        .map(row -> view(row.get(0, PileupRegion.class), row.get(1, String.class)))
                        .toList();
        return new Listing<>(rows, total, page, size);
    }

    private static <T> TypedQuery<T> with(TypedQuery<T> query, Map<String, Object> values) {
        values.forEach(query::setParameter);
        return query;
    }

    @Override
    @Transactional(readOnly = true)
    public PileupRegionView find(Actor actor, long id) {
        PileupRegion region = required(id);
        return view(region, set(actor, Permission.SEE, region).name());
    }

    @Override
    public Path file(Actor actor, long id) {
        PileupRegion region = store.written(() -> required(id));
        set(actor, Permission.SEE, region);
        Path file =
                Optional.ofNullable(region.filePath)
                        .map(files::resolve)
                        .orElseThrow(() ->
                                Refusal.conflict(
                                        "The file of pileup region %d is not made yet."
                                                .formatted(id)));
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    Refusal.Kind.GONE,
                    "The file of pileup region %d is not there any more.".formatted(id));
        }
        return file;
    }

    @Override
    @Transactional
    public void delete(Actor actor, long id) {
        PileupRegion region = required(id);
        set(actor, Permission.CHANGE, region);
        audit.record(
                actor,
                "pileup-region.delete",
                "pileup-region",
                Long.toString(id),
                Map.of("windowSizeBp", region.windowSizeBp));
        store.remove(region);
    }

    private PileupRegion required(long id) {
        return regions.findById(id).orElseThrow(() -> missing(id));
    }

    private static Refusal missing(long id) {
        return Refusal.notFound("There is no pileup region " + id + ".");
    }

    /** Its region set, if the actor may do this to it. */
    private DatasetView set(Actor actor, Permission permission, PileupRegion region) {
        DatasetView set = datasets.find(region.datasetId).orElseThrow(() -> missing(region.id()));
        Policy.require(actor, permission, set.ownership(), "pileup region " + region.id());
        return set;
    }

    private static PileupRegionView view(PileupRegion region, String setName) {
        return new PileupRegionView(
                region.id(),
                region.datasetId,
                setName,
                region.windowSizeBp,
                optional(region.regionsKept),
                optional(region.regionsDropped),
                Optional.ofNullable(region.higlassUid),
                region.createdAt());
    }

    private static OptionalLong optional(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
