package org.foldbase.server.dataset.internal;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.dataset.CheckedFile;
import org.foldbase.server.dataset.DatasetChange;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetUse;
import org.foldbase.server.dataset.DatasetUse.Use;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.dataset.NewDataset;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.Trash;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class StoredDatasets implements DatasetService {

    private static final int LONGEST_REASON = 4000;

    private final Datasets datasets;
    private final EntityManager session;
    private final DatasetFiles files;
    private final ObjectProvider<DatasetUse> uses;
    private final Trash trash;
    private final AuditLog audit;
    private final Clock clock;

    StoredDatasets(
            Datasets datasets,
            EntityManager session,
            DatasetFiles files,
            ObjectProvider<DatasetUse> uses,
            Trash trash,
            AuditLog audit,
            Clock clock) {
        this.datasets = datasets;
        this.session = session;
        this.files = files;
        this.uses = uses;
        this.trash = trash;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DatasetView> find(long id) {
        return datasets.findById(id).map(Dataset::view);
    }

    @Override
    @Transactional(readOnly = true)
    public DatasetView require(Actor actor, Permission permission, long id) {
        return row(actor, permission, id).view();
    }

    @Override
    @Transactional(readOnly = true)
    public List<DatasetView> require(Actor actor, Permission permission, Collection<Long> ids) {
        Map<Long, Dataset> found = new HashMap<>();
        datasets.findAllById(ids).forEach(it -> found.put(it.id(), it));
        List<DatasetView> views = new ArrayList<>();
        for (long id : ids) {
            views.add(allowed(actor, permission, id, Optional.ofNullable(found.get(id))).view());
        }
        return views;
    }

    private Dataset row(Actor actor, Permission permission, long id) {
        return allowed(actor, permission, id, datasets.findById(id));
    }

    private static Dataset allowed(
            Actor actor, Permission permission, long id, Optional<Dataset> found) {
        String what = "dataset " + id;
        Dataset dataset = found.orElseThrow(() -> Refusal.notFound("There is no " + what + "."));
        Policy.require(actor, permission, dataset.ownership(), what);
        return dataset;
    }

    @Override
    @Transactional(readOnly = true)
    public Listing<DatasetView> list(Actor actor, DatasetFilter filter) {
        return new DatasetList(actor, filter).read(session).map(Dataset::view);
    }

    @Override
    public Path file(DatasetView dataset) {
        try {
            return files.of(dataset);
        } catch (DatasetFiles.ChangedException e) {
            fail(dataset.id(), e.sentence());
            throw Refusal.conflict(e.sentence());
        }
    }

    @Override
    @Transactional
    public DatasetView change(Actor actor, long id, DatasetChange change) {
        Dataset dataset = row(actor, Permission.CHANGE, id);
        if (change.version().orElse(dataset.version()) != dataset.version()) {
            throw Refusal.conflict(
                    "Someone else changed this dataset in the meantime; look at it again.");
        }
        change.name().ifPresent(name -> dataset.name = Texts.line(name, "The name"));
        change.description().ifPresent(text -> dataset.description = Texts.text(text));
        change.visibility().ifPresent(visibility -> dataset.visibility = visibility);
        change.cellType().ifPresent(it -> dataset.cellType = Texts.maybe(it, "The cell type"));
        change.perturbation()
                .ifPresent(it -> dataset.perturbation = Texts.maybe(it, "The perturbation"));
        change.protocol().ifPresent(it -> dataset.protocol = Texts.maybe(it, "The protocol"));
        dataset.touch(clock.instant());
        return datasets.saveAndFlush(dataset).view();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Use> uses(long id) {
        return uses.orderedStream().flatMap(it -> it.of(id).stream()).toList();
    }

    @Override
    @Transactional
    public void delete(Actor actor, long id, boolean withUses) {
        Dataset dataset = row(actor, Permission.CHANGE, id);
        List<Use> found = uses(id);
        found.stream()
                .filter(Use::running)
                .findFirst()
                .ifPresent(use -> {
                    throw Refusal.conflict(
                            "'%s' is needed by %s, which has not ended; cancel that first."
                                    .formatted(dataset.name, use.what()));
                });
        if (!withUses && !found.isEmpty()) {
            throw Refusal.conflict(
                    "'%s' is in use by %s; say that these may go with it."
                            .formatted(dataset.name, said(found)));
        }
        uses.orderedStream().forEach(it -> it.deleting(id));
        audit.record(
                actor,
                "dataset.delete",
                "dataset",
                Long.toString(id),
                Map.of("name", dataset.name));
        remove(dataset);
        if (dataset.location == FileLocation.MANAGED) {
            trash.onceCommitted(List.of(dataset.filePath));
        }
    }

    private static String said(List<Use> uses) {
        int most = 3;
        String first = String.join(", ", uses.stream().limit(most).map(Use::what).toList());
        return uses.size() > most ? first + " and " + (uses.size() - most) + " more" : first;
    }

    private void remove(Dataset dataset) {
        datasets.delete(dataset);
        datasets.flush();
    }

    @Override
    @Transactional
    public DatasetView create(NewDataset asked) {
        Instant now = clock.instant();
        Dataset dataset =
                new Dataset(
                        Texts.line(asked.name(), "The name"),
                        asked.ownerId(),
                        asked.location(),
                        asked.filePath(),
                        now);
        dataset.visibility = asked.visibility();
        dataset.sizeBytes = asked.sizeBytes();
        if (dataset.state == DatasetState.UPLOADING) {
            dataset.become(DatasetState.CHECKING, now);
        }
        return datasets.saveAndFlush(dataset).view();
    }

    @Override
    @Transactional
    public void recognised(long id, DatasetType type) {
        change(id, dataset -> dataset.type = type);
    }

    @Override
    @Transactional
    public void ready(long id, CheckedFile file) {
        change(
                id,
                dataset -> {
                    dataset.become(DatasetState.READY, clock.instant());
                    dataset.type = file.type();
                    dataset.assemblyId = file.assemblyId();
                    dataset.sizeBytes = file.sizeBytes();
                    dataset.sha256 = file.sha256();
                    dataset.fileModifiedAt =
                            dataset.location == FileLocation.EXTERNAL ? file.modifiedAt() : null;
                    dataset.details = file.details();
                    if (dataset.higlassUid == null) {
                        dataset.higlassUid =
                                UUID.randomUUID().toString().replace("-", "").substring(0, 22);
                    }
                });
    }

    @Override
    @Transactional
    public void fail(long id, String reason) {
        change(
                id,
                dataset -> {
                    if (dataset.state != DatasetState.FAILED) {
                        dataset.fail(
                                reason.substring(0, Math.min(LONGEST_REASON, reason.length())),
                                clock.instant());
                    }
                });
    }

    private void change(long id, Consumer<Dataset> change) {
        datasets.findById(id)
                .ifPresent(dataset -> {
                    change.accept(dataset);
                    datasets.saveAndFlush(dataset);
                });
    }

    @Override
    @Transactional
    public void checkAgain(long id) {
        Dataset dataset =
                datasets.findById(id)
                        .orElseThrow(() -> Refusal.notFound("There is no dataset " + id + "."));
        if (dataset.state != DatasetState.CHECKING) {
            dataset.become(DatasetState.CHECKING, clock.instant());
            datasets.saveAndFlush(dataset);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DatasetView> sameContent(String sha256, long ownerId, long exceptId) {
        return datasets.findBySha256OrderById(sha256).stream()
                .filter(it -> it.id() != exceptId && it.state == DatasetState.READY)
                .filter(it -> it.ownerId == ownerId || it.visibility != Visibility.PRIVATE)
                .map(Dataset::view)
                .findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public List<DatasetView> waitingForAssembly(long ownerId) {
        return datasets.findByOwnerIdAndStateOrderById(ownerId, DatasetState.FAILED).stream()
                .filter(it -> it.type == DatasetType.BED || it.type == DatasetType.BEDPE)
                .filter(it -> it.assemblyId == null)
                .map(Dataset::view)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public long bytesOf(long ownerId) {
        return datasets.bytes(ownerId, FileLocation.MANAGED);
    }

    @Override
    @Transactional
    public void discard(long id) {
        datasets.findById(id).ifPresent(this::remove);
    }
}
