package org.foldbase.server.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.dataset.CheckedFile;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.intake.NewImport;
import org.foldbase.server.intake.NewUpload;
import org.foldbase.server.intake.UploadView;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private static final byte[] CONTENT = "chr1\t1\t2\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir static Path folder;

    private static TestServer server;
    private static Actor ada;
    private static StoredIntake intake;

    @BeforeAll
    static void start() throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs"));
        server =
                TestServer.startIdle(
                        TestDatabase.SQLITE,
                        folder.resolve("data"),
                        Map.of(Setting.IMPORT_ROOTS, labs.toString(), Setting.UPLOAD_EXPIRY, "5"));
        ada = TestServer.actor(server.user("ada", Role.MAINTAINER));
        intake = server.bean(StoredIntake.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static UUID begun() {
        return intake.begin(
                        ada,
                        new NewUpload(
                                "x.bed",
                                OptionalLong.of(CONTENT.length),
                                Visibility.PRIVATE,
                                Optional.empty(),
                                false))
                .id();
    }

    private static UUID whole() throws IOException {
        UUID id = begun();
        intake.append(ada, id, 0, new ByteArrayInputStream(CONTENT));
        return id;
    }

    private static Upload row(UUID id) {
        return server.bean(Uploads.class).findById(id).orElseThrow();
    }

    @Test
    void aWholeUploadBecomesADatasetAtTheNextStart() throws IOException {
        UUID id = whole();
        assertThat(intake.require(ada, id).datasetId()).isEmpty();
        startAgain();
        assertBecameDataset(id);
    }

    @Test
    void anUploadWhoseFileHasMovedAlreadyBecomesADatasetAtTheNextStart() throws IOException {
        UUID id = whole();
        server.bean(UploadFiles.class).moveToDataset(id, Objects.requireNonNull(row(id).filePath));
        startAgain();
        assertBecameDataset(id);
    }

    private static void startAgain() {
        server.bean(Sweeping.class).finishWhole(server.bean(Clock.class).instant().plusSeconds(1));
    }

    @Test
    void anUploadThatBeganAfterTheStartIsLeftToItsRequest() throws IOException {
        UUID id = whole();
        server.bean(Sweeping.class).finishWhole();
        assertThat(intake.require(ada, id).datasetId()).isEmpty();
        intake.cancel(ada, id);
    }

    private static void assertBecameDataset(UUID id) throws IOException {
        UploadView upload = intake.require(ada, id);
        DatasetService datasets = server.bean(DatasetService.class);
        DatasetView dataset = datasets.find(upload.datasetId().orElseThrow()).orElseThrow();
        assertThat(dataset.state()).isEqualTo(DatasetState.CHECKING);
        assertThat(datasets.file(dataset)).hasBinaryContent(CONTENT);
        assertThat(datasets.uses(dataset.id())).as("its check").hasSize(1);
        assertThat(intake.finish(ada, id).datasetId())
                .as("of one that is finished twice")
                .isEqualTo(upload.datasetId());
    }

    @Test
    void anUploadThatIsNotWholeIsLeftAloneByAStart() throws IOException {
        UUID id = begun();
        intake.append(ada, id, 0, new ByteArrayInputStream(CONTENT, 0, 4));
        startAgain();
        assertThat(intake.require(ada, id).offset()).isEqualTo(4);
    }

    @Test
    void expiredUploadsAreSweptWithTheirFiles() {
        UUID id = begun();
        Path file = server.bean(FileRoot.class).resolve(Objects.requireNonNull(row(id).filePath));
        server.bean(Sweeping.class).sweep();
        assertThat(file).exists();
        server.pass(Duration.ofHours(6));
        server.bean(Sweeping.class).sweep();
        assertThat(file).doesNotExist();
        assertThat(server.bean(Uploads.class).findById(id)).isEmpty();
    }

    @Test
    void aFileOnTheDiskThatWasChangedMakesItsDatasetFail() throws IOException {
        Path file = Files.write(folder.resolve("labs/x.bed"), CONTENT).toRealPath();
        DatasetService datasets = server.bean(DatasetService.class);
        long id =
                intake.importFile(
                                ada,
                                new NewImport(
                                        file.toString(),
                                        true,
                                        Optional.empty(),
                                        Visibility.PRIVATE,
                                        Optional.empty(),
                                        false))
                        .id();
        datasets.ready(
                id,
                new CheckedFile(
                        DatasetType.BED,
                        server.bean(AssemblyService.class)
                                .create("a", List.of(new Chromosome("chr1", 10)))
                                .id(),
                        CONTENT.length,
                        FileRoot.sha256(file),
                        Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS),
                        Map.of()));
        DatasetView ready = datasets.find(id).orElseThrow();
        assertThat(datasets.file(ready)).isEqualTo(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
        assertThatThrownBy(() -> datasets.file(ready))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "The file of 'x.bed' was changed after it was checked; check it again.");
        DatasetView failed = datasets.find(id).orElseThrow();
        assertThat(failed.state()).isEqualTo(DatasetState.FAILED);
        assertThat(failed.failure()).hasValueSatisfying(it -> assertThat(it).contains("changed"));
        assertThat(file).hasBinaryContent(CONTENT);
    }
}
