package org.foldbase.server.sample;

import static org.foldbase.server.sample.SampleRows.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.database.Json;
import org.foldbase.server.database.reset.SampleData;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.storage.FileRoot.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A lab's first week in rows: a user of every role, a map with regions and loops, the pileup over
 * them, tasks and jobs of every status.
 */
public final class SampleDatabase implements SampleData {

    private final Instant now;
    private final SampleUsers users = new SampleUsers();
    private Optional<SampleFiles> made = Optional.empty();

    public SampleDatabase(Clock clock) {
        this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Map<String, String> passwords() {
        return users.passwords();
    }

    @Override
    public void prepare(Path folder) throws IOException {
        made = Optional.of(SampleFiles.make(folder));
        users.choosePasswords();
    }

    @Override
    public void write(Connection connection, FileRoot files) throws SQLException, IOException {
        SampleFiles sample = made.orElseThrow();
        SampleRows rows = new SampleRows(connection, now);
        users.write(rows);
        long assembly =
                rows.insert(
                        "assembly",
                        row(
                                "name", "synthetic",
                                "chromosomes", Json.of(sample.chromosomes()),
                                "arms", Json.of(List.of())));
        long map =
                dataset(
                        rows,
                        files,
                        assembly,
                        "Synthetic map",
                        "COOLER",
                        sample.genome().map(),
                        Map.of("resolutions", sample.resolutions(), "weights", List.of("weight")));
        long boundaries =
                dataset(
                        rows,
                        files,
                        assembly,
                        "Domain boundaries",
                        "BED",
                        sample.genome().boundaries(),
                        Map.of("regions", sample.regions()));
        dataset(
                rows,
                files,
                assembly,
                "Loops",
                "BEDPE",
                sample.genome().loops(),
                Map.of("regions", sample.loops()));
        long region = pileupRegion(rows, files, sample, boundaries);
        long pileup = pileup(rows, files, sample, map, region);
        List<UUID> tasks = tasks(rows, map, region, pileup);
        jobs(rows, tasks);
    }

    private long dataset(
            SampleRows rows,
            FileRoot files,
            long assembly,
            String name,
            String type,
            Path file,
            Map<String, Object> details)
            throws SQLException, IOException {
        String fileName = String.valueOf(file.getFileName());
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1);
        long sizeBytes = Files.size(file);
        String sha256 = FileRoot.sha256(file);
        long id =
                rows.insert(
                        "dataset",
                        row(
                                "name",
                                name,
                                "description",
                                "Made by the program to try things with.",
                                "type",
                                type,
                                "assembly_id",
                                assembly,
                                "owner_id",
                                users.id("analyst"),
                                "visibility",
                                "SHARED",
                                "state",
                                "READY",
                                "location",
                                "MANAGED",
                                "file_path",
                                "",
                                "size_bytes",
                                sizeBytes,
                                "sha256",
                                sha256,
                                "higlass_uid",
                                uid(),
                                "details",
                                Json.of(details),
                                "cell_type",
                                "synthetic",
                                "perturbation",
                                "none",
                                "protocol",
                                "computed"));
        rows.update(
                "dataset",
                id,
                row("file_path", put(files, Kind.DATASET, id, "data." + ending, file)));
        return id;
    }

    private static long pileupRegion(
            SampleRows rows, FileRoot files, SampleFiles sample, long dataset)
            throws SQLException, IOException {
        long id =
                rows.insert(
                        "pileup_region",
                        row(
                                "dataset_id", dataset,
                                "window_size_bp", SampleFiles.WINDOW_SIZE_BP,
                                "higlass_uid", uid(),
                                "regions_kept", sample.regionsKept(),
                                "regions_dropped", sample.regionsDropped()));
        String path = put(files, Kind.PILEUP_REGION, id, "windows.bedpe", sample.windows());
        rows.update("pileup_region", id, row("file_path", path));
        return id;
    }

    private static long pileup(
            SampleRows rows, FileRoot files, SampleFiles sample, long map, long region)
            throws SQLException, IOException {
        long id =
                rows.insert(
                        "pileup",
                        row(
                                "dataset_id",
                                map,
                                "pileup_region_id",
                                region,
                                "bin_size_bp",
                                SampleFiles.BIN_SIZE_BP,
                                "value_type",
                                "OBS_EXP",
                                "parameters",
                                Json.of(Map.of("reduction", "MEAN")),
                                "input_hash",
                                FileRoot.sha256(sample.provenance()),
                                "windows_used",
                                sample.regionsKept()));
        rows.update(
                "pileup",
                id,
                row(
                        "matrix_path", put(files, Kind.PILEUP, id, "pileup.npy", sample.matrix()),
                        "counts_path",
                                put(files, Kind.PILEUP, id, "pileup.counts.npy", sample.counts()),
                        "provenance_path",
                                put(files, Kind.PILEUP, id, "pileup.json", sample.provenance())));
        return id;
    }

    /** One task of every status. */
    private List<UUID> tasks(SampleRows rows, long map, long region, long pileup)
            throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<Map<String, @Nullable Object>> tasks = new ArrayList<>();
        for (String status : List.of("QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED")) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            boolean begun = !status.equals("QUEUED") && !status.equals("CANCELLED");
            boolean ended = !status.equals("QUEUED") && !status.equals("RUNNING");
            boolean running = status.equals("RUNNING");
            boolean done = status.equals("DONE");
            tasks.add(
                    row(
                            "id",
                            id,
                            "kind",
                            "pileup",
                            "queue",
                            "MEDIUM",
                            "priority",
                            0,
                            "order_key",
                            (long) ids.size(),
                            "status",
                            status,
                            "attempt",
                            begun ? 1 : 0,
                            "max_attempts",
                            3,
                            "run_at",
                            now,
                            "parameters",
                            Json.of(Map.of("binSizeBp", SampleFiles.BIN_SIZE_BP)),
                            "worker",
                            begun ? "sample" : null,
                            "lease_token",
                            running ? UUID.randomUUID() : null,
                            "lease_until",
                            running ? now.plusSeconds(1) : null,
                            "cancel_requested",
                            status.equals("CANCELLED"),
                            "progress",
                            done ? 1.0 : running ? 0.5 : 0.0,
                            "started_at",
                            begun ? now : null,
                            "finished_at",
                            ended ? now : null,
                            "error",
                            status.equals("FAILED") ? "A sample of a failure." : null,
                            "owner_id",
                            users.id("analyst"),
                            "dataset_id",
                            map,
                            "pileup_region_id",
                            region,
                            "pileup_id",
                            done ? pileup : null));
        }
        rows.insertAll("task", tasks);
        rows.insertAll("task_result", List.of(row("task_id", ids.get(2), "file_path", null)));
        return ids;
    }

    private void jobs(SampleRows rows, List<UUID> tasks) throws SQLException {
        long environment =
                rows.insert(
                        "compute_environment",
                        row(
                                "name", "This machine",
                                "description", "Runs everything here.",
                                "kind", "LOCAL",
                                "configuration", "process.cpus = 2\n",
                                "active", true));
        long pipeline =
                rows.insert(
                        "pipeline",
                        row(
                                "name", "Sample: contacts from reads",
                                "description", "Shows what a registered pipeline looks like.",
                                "source", "samples/contacts",
                                "revision", "1.0",
                                "configuration", "",
                                "parameter_schema",
                                        Json.of(
                                                Map.of(
                                                        "type",
                                                        "object",
                                                        "properties",
                                                        Map.of("reads", Map.of("type", "string")))),
                                "active", true));
        rows.insert(
                "pipeline",
                row(
                        "name", "Sample: an old one",
                        "description", "No longer offered.",
                        "source", "samples/old",
                        "configuration", "",
                        "parameter_schema", Json.of(Map.of()),
                        "active", false));
        List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        for (String status : List.of("PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED")) {
            boolean begun = !status.equals("PENDING");
            boolean ended = begun && !status.equals("RUNNING");
            jobs.add(
                    row(
                            "external_id",
                            UUID.randomUUID(),
                            "owner_id",
                            users.id("analyst"),
                            "pipeline_id",
                            pipeline,
                            "compute_environment_id",
                            environment,
                            "task_id",
                            tasks.get(jobs.size()),
                            "status",
                            status,
                            "parameters",
                            Json.of(Map.of("reads", "sample.fastq.gz")),
                            "pipeline_revision",
                            "1.0",
                            "run_name",
                            begun ? "sample_" + jobs.size() : null,
                            "session_id",
                            begun ? UUID.randomUUID() : null,
                            "started_at",
                            begun ? now : null,
                            "completed_at",
                            ended ? now : null,
                            "exit_status",
                            exitStatus(status),
                            "error",
                            status.equals("FAILED") ? "A sample of a failure." : null));
        }
        rows.insertAll("job", jobs);
    }

    private static @Nullable Integer exitStatus(String status) {
        return switch (status) {
            case "COMPLETED" -> 0;
            case "FAILED" -> 1;
            default -> null;
        };
    }

    private static String put(FileRoot files, Kind kind, long id, String name, Path made)
            throws IOException {
        return files.put(
                kind,
                Long.toString(id),
                name,
                file -> Files.move(made, file, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Letters and digits that nobody else has. */
    private static String uid() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }
}
