package org.foldbase.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What proofs share: a PostgreSQL, started at the first use. */
final class Servers implements AutoCloseable {

    private final Path folder;
    private @Nullable PostgresServer postgres;

    private Servers(Path folder) {
        this.folder = folder;
    }

    static Servers inNewFolder() throws Exception {
        Files.createDirectories(Places.TARGET);
        Servers servers = new Servers(Files.createTempDirectory(Places.TARGET, "proofs"));
        servers.rehearse();
        return servers;
    }

    /** Hundreds of workers start: their classes are loaded once for all. */
    private void rehearse() throws Exception {
        Path cache = WorkerProcess.CACHE;
        if (!Files.exists(cache) || WorkerProcess.isNewerThan(cache)) {
            Files.deleteIfExists(cache);
            Path unfinished = folder.resolve("worker.aot");
            try (Ground ground = Ground.on(this, Adapter.SQLITE)) {
                ground.rehearse(unfinished);
            }
            if (Files.exists(unfinished)) {
                Files.move(unfinished, cache);
            }
        }
    }

    Path newFolder(String name) throws Exception {
        return Files.createTempDirectory(folder, name);
    }

    PostgresServer postgres() throws Exception {
        PostgresServer running = postgres;
        if (running == null) {
            running =
                    PostgresServer.start(
                            Places.TARGET.resolve("postgres"), folder.resolve("postgres-data"));
            postgres = running;
        }
        return running;
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
            FileSystemUtils.deleteRecursively(folder.resolve("postgres-data"));
        }
    }
}
