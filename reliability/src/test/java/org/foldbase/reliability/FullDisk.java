package org.foldbase.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The disk of results is full in the middle of a write: nothing of it stays, and the task is done
 * once there is room. The worker has a disk of a megabyte in a namespace of its own, which is gone
 * when it is.
 */
final class FullDisk {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BYTES = 40_000;
    private static final int ROOM_BYTES = 8_192;

    /** Its own disk over a folder, then the rest of the command line. */
    private static final String MOUNT = "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"";

    private FullDisk() {}

    private static List<String> onOwnDisk(Path folder) {
        List<String> command = new ArrayList<>(List.of("unshare", "-m"));
        if (!PostgresServer.isRoot()) {
            command.add("-r");
        }
        command.addAll(List.of("sh", "-c", MOUNT, folder.toString()));
        return command;
    }

    /** Why there is no disk to fill. */
    static Optional<String> missing() throws Exception {
        List<String> command = onOwnDisk(Files.createTempDirectory(Places.TARGET, "disk"));
        command.add("true");
        try {
            int exit =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
            return exit == 0 ? Optional.empty() : Optional.of("no small disk can be mounted here");
        } catch (IOException e) {
            return Optional.of("there is no unshare (util-linux) on the PATH");
        }
    }

    static void run(Ground ground, Tally tally) throws Exception {
        tally.parameter("disk", "1 MB");
        tally.parameter("result", BYTES + " bytes, of which " + ROOM_BYTES + " fit");
        Path tasks = Files.createDirectories(ground.files().folder().resolve("tasks"));
        WorkerProcess worker = ground.worker(1, onOwnDisk(tasks), Map.of());
        Path root = Path.of("/proc", Long.toString(worker.pid()), "root");
        Path seen = root.resolve(Path.of("/").relativize(tasks));
        Path filler = seen.resolve("filler");
        List<UUID> queued = new ArrayList<>(ground.enqueue(1, 0, BYTES));
        Waiting.until("the worker works", PATIENCE, () -> ground.history().done() == 1);
        while (!tally.isComplete()) {
            fill(filler);
            UUID id = ground.enqueue(0, BYTES);
            queued.add(id);
            Waiting.until(
                    "the write has failed", PATIENCE, () -> ground.history().error(id).isPresent());
            tally.require(
                    ground.history().error(id).orElse("").contains("disk is full"),
                    "the reason is not said: " + ground.history().error(id));
            tally.require(isEmpty(seen.resolve(id.toString())), "half a file is there");
            Files.delete(filler);
            int tasksSoFar = queued.size();
            Waiting.until(
                    "the task is done after all",
                    PATIENCE,
                    () -> ground.history().done() == tasksSoFar);
            tally.event();
        }
        new Verdict(ground, BYTES, root).of(queued, tally);
    }

    /** Leaves room for part of a result. */
    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - ROOM_BYTES);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
