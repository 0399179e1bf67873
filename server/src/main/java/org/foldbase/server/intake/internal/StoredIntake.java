package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.dataset.NewDataset;
import org.foldbase.server.intake.IntakeService;
import org.foldbase.server.intake.NewImport;
import org.foldbase.server.intake.NewUpload;
import org.foldbase.server.intake.UploadView;
import org.foldbase.server.shared.Bytes;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.ImportRoots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Service
class StoredIntake implements IntakeService {

    private static final long NO_DATASET = -1;

    private final Uploads uploads;
    private final UploadFiles files;
    private final DatasetService datasets;
    private final AssemblyService assemblies;
    private final Checks checks;
    private final ImportRoots imports;
    private final Room room;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredIntake(
            Uploads uploads,
            UploadFiles files,
            DatasetService datasets,
            AssemblyService assemblies,
            Checks checks,
            ImportRoots imports,
            Room room,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.uploads = uploads;
        this.files = files;
        this.datasets = datasets;
        this.assemblies = assemblies;
        this.checks = checks;
        this.imports = imports;
        this.room = room;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    private <T> T inTransaction(Function<Instant, T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.apply(clock.instant())));
    }

    @Override
    public Duration expiry() {
        return room.expiry();
    }

    @Override
    public long maxBytes() {
        return room.maxBytes();
    }

    @Override
    public UploadView begin(Actor actor, NewUpload asked) {
        Policy.require(actor, Permission.CREATE);
        long ownerId = actor.requireUserId();
        Optional<AssemblyView> assembly = asked.assembly().map(this::assembly);
        room.require(ownerId, asked.lengthBytes().orElse(0));
        UUID id = UUID.randomUUID();
        return view(
                inTransaction(now -> {
                    Upload upload =
                            new Upload(
                                    id,
                                    ownerId,
                                    asked.datasetName(),
                                    asked.visibility(),
                                    asked.keepCopy(),
                                    now);
                    upload.assemblyId = assembly.map(AssemblyView::id).orElse(null);
                    upload.lengthBytes =
                            asked.lengthBytes().isPresent()
                                    ? asked.lengthBytes().getAsLong()
                                    : null;
                    upload.expires(now.plus(expiry()));
                    upload.filePath = created(id);
                    return uploads.saveAndFlush(upload);
                }));
    }

    private String created(UUID id) {
        try {
            return files.create(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AssemblyView assembly(String nameOrId) {
        return assemblies
                .named(nameOrId)
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Kind.UNPROCESSABLE,
                                "There is no assembly '" + nameOrId + "'."));
    }

    @Override
    public UploadView require(Actor actor, UUID id) {
        return view(mine(actor, id));
    }

    private Upload mine(Actor actor, UUID id) {
        Policy.require(actor, Permission.CREATE);
        Upload upload =
                uploads.findById(id)
                        .filter(it -> it.ownerId == actor.requireUserId())
                        .orElseThrow(() -> Refusal.notFound("You have no upload " + id + "."));
        if (upload.expiresAt.isBefore(clock.instant())) {
            throw new Refusal(Refusal.Kind.GONE, "This upload has expired; begin it anew.");
        }
        return upload;
    }

    private UploadView view(Upload upload) {
        return new UploadView(
                upload.id,
                upload.name,
                upload.ownerId,
                number(upload.lengthBytes),
                upload.filePath == null
                        ? number(upload.lengthBytes).orElse(0)
                        : files.size(upload.filePath),
                upload.expiresAt,
                number(upload.datasetId),
                Optional.ofNullable(upload.note));
    }

    private static OptionalLong number(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public UploadView append(Actor actor, UUID id, long offset, InputStream bytes)
            throws IOException {
        Upload upload = mine(actor, id);
        if (upload.filePath != null) {
            postpone(id);
            long most = number(upload.lengthBytes).orElse(maxBytes());
            files.append(id, upload.filePath, offset, most, bytes);
            postpone(id);
        }
        return require(actor, id);
    }

    private void postpone(UUID id) {
        inTransaction(now -> uploads.postpone(id, now.plus(expiry())));
    }

    @Override
    public UploadView cut(Actor actor, UUID id, long offset) throws IOException {
        Upload upload = mine(actor, id);
        if (upload.filePath != null) {
            files.cut(id, upload.filePath, offset);
        }
        return require(actor, id);
    }

    @Override
    public UploadView finish(Actor actor, UUID id) throws IOException {
        Upload upload = mine(actor, id);
        UploadView view = view(upload);
        if (upload.filePath != null && view.offset() != view.lengthBytes().orElse(-1)) {
            throw Refusal.conflict("This upload is not whole.");
        }
        finish(upload);
        return require(actor, id);
    }

    /**
     * The file goes where the dataset will look for it, then the rows: whatever comes between, the
     * upload is still there and is finished by the next who asks or by the next start.
     */
    void finish(Upload whole) throws IOException {
        if (whole.filePath == null) {
            return;
        }
        String path = files.moveToDataset(whole.id, whole.filePath);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (uploads.settle(whole.id, now.plus(expiry())) == 0) {
                return;
            }
            DatasetView dataset =
                    datasets.create(
                            new NewDataset(
                                    whole.name,
                                    whole.ownerId,
                                    whole.visibility,
                                    FileLocation.MANAGED,
                                    path,
                                    number(whole.lengthBytes).orElseThrow()));
            uploads.became(whole.id, dataset.id());
            checks.order(
                    dataset,
                    new Checks.Order(number(whole.assemblyId), whole.keepCopy, Optional.empty()));
        });
    }

    @Override
    public void cancel(Actor actor, UUID id) throws IOException {
        forget(mine(actor, id));
    }

    /** Takes an upload's row away, and what has come of its file. */
    void forget(Upload upload) throws IOException {
        transaction.executeWithoutResult(status -> uploads.deleteById(upload.id));
        if (upload.filePath != null) {
            files.delete(upload.id, upload.filePath);
        }
    }

    @Override
    public UploadView receive(Actor actor, NewUpload asked, InputStream bytes) throws IOException {
        UploadView begun = begin(actor, asked);
        Upload upload = mine(actor, begun.id());
        try {
            long most =
                    Math.min(maxBytes(), room.left(upload.ownerId) + asked.lengthBytes().orElse(0));
            MessageDigest digest = sha256();
            long came =
                    taken(upload, asked.lengthBytes(), most, new DigestInputStream(bytes, digest));
            if (upload.lengthBytes == null) {
                inTransaction(now -> uploads.measured(upload.id, came));
            }
            Optional<DatasetView> same =
                    asked.keepCopy()
                            ? Optional.empty()
                            : datasets.sameContent(
                                    HexFormat.of().formatHex(digest.digest()),
                                    upload.ownerId,
                                    NO_DATASET);
            return same.isPresent()
                    ? alreadyThere(actor, upload, same.get())
                    : finish(actor, upload.id);
        } catch (IOException | RuntimeException e) {
            uploads.findById(upload.id)
                    .filter(it -> it.filePath != null)
                    .ifPresent(this::forgetQuietly);
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    private UploadView alreadyThere(Actor actor, Upload upload, DatasetView existing)
            throws IOException {
        transaction.executeWithoutResult(status -> {
            uploads.settle(upload.id, clock.instant().plus(expiry()));
            uploads.alreadyThere(upload.id, existing.id(), Uploads.note(existing.name()));
        });
        files.delete(upload.id, Objects.requireNonNull(upload.filePath));
        return require(actor, upload.id);
    }

    private long taken(Upload upload, OptionalLong said, long most, InputStream bytes)
            throws IOException {
        String path = Objects.requireNonNull(upload.filePath);
        // One byte more than may come shows that there is more.
        UploadFiles.Appended came = files.append(upload.id, path, 0, said.orElse(most + 1), bytes);
        if (came.length() > most) {
            room.require(upload.ownerId, came.length());
        }
        if (came.broken() || (said.isPresent() && came.length() != said.getAsLong())) {
            throw Refusal.invalid(
                    "Only the first %s came; send the file again."
                            .formatted(Bytes.text(came.length())));
        }
        if (came.length() == 0) {
            throw Refusal.invalid("The file is empty.");
        }
        return came.length();
    }

    private void forgetQuietly(Upload upload) {
        try {
            forget(upload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DatasetView importFile(Actor actor, NewImport asked) {
        Policy.require(actor, Permission.IMPORT_FROM_DISK);
        long ownerId = actor.requireUserId();
        Path real = imports.require(asked.path());
        OptionalLong assemblyId =
                asked.assembly()
                        .filter(it -> !it.isBlank())
                        .map(it -> OptionalLong.of(assembly(it).id()))
                        .orElse(OptionalLong.empty());
        String name =
                new NewUpload(
                                asked.name().filter(it -> !it.isBlank()).orElse(real.toString()),
                                OptionalLong.empty(),
                                asked.visibility(),
                                Optional.empty(),
                                asked.keepCopy())
                        .datasetName();
        long sizeBytes = size(real);
        if (!asked.byReference()) {
            room.require(ownerId, sizeBytes);
        }
        return inTransaction(now -> {
            DatasetView dataset =
                    datasets.create(
                            new NewDataset(
                                    name,
                                    ownerId,
                                    asked.visibility(),
                                    asked.byReference()
                                            ? FileLocation.EXTERNAL
                                            : FileLocation.MANAGED,
                                    asked.byReference()
                                            ? real.toString()
                                            : UploadFiles.copyOf(UUID.randomUUID()),
                                    sizeBytes));
            checks.order(
                    dataset,
                    new Checks.Order(
                            assemblyId,
                            asked.keepCopy(),
                            asked.byReference() ? Optional.empty() : Optional.of(real.toString())));
            return dataset;
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public UUID checkAgain(Actor actor, long datasetId, Optional<String> nameOrId) {
        OptionalLong assemblyId =
                nameOrId.filter(it -> !it.isBlank())
                        .map(it -> OptionalLong.of(assembly(it).id()))
                        .orElse(OptionalLong.empty());
        return inTransaction(now -> {
            DatasetView dataset = datasets.require(actor, Permission.CHANGE, datasetId);
            if (dataset.state() == DatasetState.CHECKING) {
                throw Refusal.conflict("'" + dataset.name() + "' is being checked already.");
            }
            if (!datasets.uses(datasetId).isEmpty()) {
                throw Refusal.conflict(
                        "'%s' is in use, so it stays as it is.".formatted(dataset.name()));
            }
            datasets.checkAgain(datasetId);
            return checks.order(dataset, new Checks.Order(assemblyId, true, Optional.empty()));
        });
    }

    @Override
    public Optional<UploadView> ofDataset(long datasetId) {
        return uploads.findFirstByDatasetIdOrderByCreatedAtDesc(datasetId).map(this::view);
    }
}
