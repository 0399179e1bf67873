package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.hic.bed.RegionFormatException;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.dataset.CheckedFile;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.storage.ImportRoots;
import org.foldbase.server.task.PermanentFailure;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads a dataset's file from end to end: what it is, whether it is whole, and of which assembly.
 */
@Component
class DatasetCheck implements TaskKind {

    private static final double READ = 0.3;

    private final DatasetService datasets;
    private final AssemblyService assemblies;
    private final Uploads uploads;
    private final Checks checks;
    private final FileRoot root;
    private final ImportRoots imports;

    DatasetCheck(
            DatasetService datasets,
            AssemblyService assemblies,
            Uploads uploads,
            Checks checks,
            FileRoot root,
            ImportRoots imports) {
        this.datasets = datasets;
        this.assemblies = assemblies;
        this.uploads = uploads;
        this.checks = checks;
        this.root = root;
        this.imports = imports;
    }

    @Override
    public String name() {
        return Checks.KIND;
    }

    @Override
    public String title() {
        return "Check of a file";
    }

    @Override
    public QueueName queue() {
        return QueueName.MEDIUM;
    }

    @Override
    public TaskOutcome run(TaskRun run) throws Exception {
        Optional<DatasetView> found =
                run.datasetId().isPresent()
                        ? datasets.find(run.datasetId().getAsLong())
                        : Optional.empty();
        if (found.isEmpty()) {
            throw new PermanentFailure("The dataset was deleted.");
        }
        DatasetView dataset = found.get();
        Checks.Order order = Checks.Order.of(run.parameters());
        Path file;
        try {
            copy(run, dataset, order);
            file = datasets.file(dataset);
        } catch (Refusal e) {
            throw new PermanentFailure(e.sentence(), e);
        }
        try {
            return checked(run, dataset, order, file);
        } catch (CoolerException | RegionFormatException | BadFileException e) {
            throw new PermanentFailure(
                    sentence(String.valueOf(e.getMessage()), file, dataset.name()), e);
        }
    }

    /** Files are told of by the name that people know, never by where they are. */
    private static String sentence(String message, Path file, String name) {
        String known = message.replace(file.toString(), name);
        String fileName = String.valueOf(file.getFileName());
        String said =
                known.startsWith(fileName) ? name + known.substring(fileName.length()) : known;
        return said.endsWith(".") ? said : said + ".";
    }

    private void copy(TaskRun run, DatasetView dataset, Checks.Order order) throws IOException {
        if (order.copyFrom().isEmpty() || Files.exists(root.resolve(dataset.filePath()))) {
            return;
        }
        Path from = imports.require(order.copyFrom().get());
        String[] parts = dataset.filePath().split("/", -1);
        long size = Files.size(from);
        root.put(
                FileRoot.Kind.DATASET,
                parts[1],
                parts[2],
                to -> {
                    try (InputStream in = Files.newInputStream(from)) {
                        Files.copy(
                                new WatchedStream(
                                        in,
                                        done ->
                                                run.progress(
                                                        READ * done / Math.max(size, done),
                                                        "copying")),
                                to);
                    }
                });
    }

    private TaskOutcome checked(TaskRun run, DatasetView dataset, Checks.Order order, Path file)
            throws IOException, BadFileException {
        DatasetType type = FileType.of(file);
        datasets.recognised(dataset.id(), type);
        if (type == DatasetType.BIGWIG) {
            throw new BadFileException(
                    "%s is a bigWig, a signal along the genome, and not a contact map; Foldbase works with maps and regions"
                            .formatted(dataset.name()));
        }
        String sha256 = sha256(run, file);
        Optional<DatasetView> same =
                order.keepCopy()
                        ? Optional.empty()
                        : datasets.sameContent(sha256, dataset.ownership().ownerId(), dataset.id());
        if (same.isPresent()) {
            return TaskOutcome.of(() -> alreadyThere(dataset, same.get()));
        }
        Findings findings =
                type == DatasetType.COOLER
                        ? MapCheck.of(file, assemblies, order.assemblyId(), progress(run))
                        : RegionCheck.of(file, assemblies, order.assemblyId(), progress(run));
        long size = Files.size(file);
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        return TaskOutcome.of(() -> {
            boolean isNew = findings.assembly().isEmpty();
            long assemblyId =
                    findings.assembly().orElseGet(() -> newAssembly(findings, dataset.name()));
            datasets.ready(
                    dataset.id(),
                    new CheckedFile(
                            findings.type(),
                            assemblyId,
                            size,
                            sha256,
                            modified.truncatedTo(ChronoUnit.MILLIS),
                            findings.details()));
            if (isNew) {
                checkThoseThatWaited(dataset.ownership().ownerId());
            }
        });
    }

    private static MapCheck.Progress progress(TaskRun run) {
        return (fraction, doing) -> run.progress(READ + (1 - READ) * fraction, doing);
    }

    private static String sha256(TaskRun run, Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = Math.max(1, Files.size(file));
            try (InputStream in =
                    new DigestInputStream(
                            new WatchedStream(
                                    Files.newInputStream(file),
                                    done ->
                                            run.progress(
                                                    Math.min(READ, READ * done / size), "reading")),
                            digest)) {
                byte[] block = new byte[1 << 18];
                while (in.read(block) >= 0) {
                    // The digest hears it.
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    private long newAssembly(Findings findings, String datasetName) {
        return assemblies
                .match(findings.chromosomes())
                .orElseGet(() ->
                        assemblies.create(
                                findings.assemblyName().orElseGet(() -> withoutEnding(datasetName)),
                                findings.chromosomes()))
                .id();
    }

    private static String withoutEnding(String name) {
        String stem = name.replaceFirst("\\.(m?cool|multi\\.cool|hdf5|h5)$", "");
        return stem.isEmpty() ? name : stem;
    }

    private void checkThoseThatWaited(long ownerId) {
        for (DatasetView waiting : datasets.waitingForAssembly(ownerId)) {
            datasets.checkAgain(waiting.id());
            checks.order(waiting, new Checks.Order(OptionalLong.empty(), false, Optional.empty()));
        }
    }

    /** The row goes, the upload tells which dataset has the content, and no second copy is kept. */
    private void alreadyThere(DatasetView dataset, DatasetView existing) {
        uploads.datasetWasThere(dataset.id(), existing.id(), Uploads.note(existing.name()));
        datasets.discard(dataset.id());
        if (dataset.location() == FileLocation.MANAGED) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            delete(dataset.filePath());
                        }
                    });
        }
    }

    private void delete(String path) {
        try {
            root.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ended(TaskView task) {
        String reason =
                task.status() == TaskStatus.CANCELLED
                        ? "The check was cancelled; check the file again, or delete it."
                        : task.error().orElse("The check failed.");
        task.datasetId().ifPresent(id -> datasets.fail(id, reason));
    }

    @Override
    public void retried(TaskView task) {
        task.datasetId().ifPresent(datasets::checkAgain);
    }
}
