package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.reset.ChildJava;
import org.foldbase.server.database.reset.PendingSwitch;
import org.foldbase.server.settings.DatabaseSettings;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;

/** A process that moves dev's database, or restores it, and dies at a moment it is told. */
final class TransferringProcess {

    static final int KILLED = 137;

    private TransferringProcess() {}

    /**
     * Runs one to its end.
     *
     * @param what {@code move} or {@code restore}
     * @param with the target's URL, or the archive
     * @param moment counted from 1: before and after every step, and every row
     * @return its exit code
     */
    static int run(Path dataDir, String what, String with, int moment)
            throws IOException, InterruptedException {
        Process process = start(dataDir, what, with, moment).inheritIO().start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** A process; to one that makes a backup, the disk is full when a file has 32 KB. */
    static ProcessBuilder start(Path dataDir, String what, String with, int moment) {
        return ChildJava.of(
                TransferringProcess.class,
                dataDir.toString(),
                what,
                with,
                Integer.toString(moment));
    }

    public static void main(String[] args) throws IOException, SQLException {
        int wanted = Integer.parseInt(args[3]);
        transfer(
                settings(Path.of(args[0])),
                args[1],
                args[2],
                moment -> {
                    if (args[1].equals("backup") && moment == 1) {
                        fillDisk();
                    }
                    if (moment == wanted) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                });
    }

    private static void fillDisk() {
        try {
            int limited =
                    new ProcessBuilder(
                                    "prlimit",
                                    "--fsize=32768",
                                    "--pid",
                                    Long.toString(ProcessHandle.current().pid()))
                            .start()
                            .waitFor();
            if (limited != 0) {
                throw new IllegalStateException("prlimit ended with " + limited);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Settings settings(Path dataDir) {
        return Settings.load(Map.of(Setting.DATA_DIR, dataDir.toString()), Map.of());
    }

    /** Hears of moments. */
    interface Moments {
        void at(int moment);
    }

    /** Does it here, and says how many moments there were. */
    static int transfer(Settings settings, String what, String with, Moments moments)
            throws IOException, SQLException {
        int[] count = {0};
        StepListener steps =
                new StepListener() {
                    @Override
                    public void before(String step) {
                        moments.at(++count[0]);
                    }

                    @Override
                    public void after(String step) {
                        moments.at(++count[0]);
                    }
                };
        Progress rows = (done, inAll) -> moments.at(++count[0]);
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, Environment.DEV)) {
            if (what.equals("move")) {
                Move move =
                        Move.prepare(
                                settings,
                                new DatabaseSettings(with, "", "", "--to"),
                                SourceTree.migrations(),
                                steps,
                                Clock.systemUTC());
                PendingSwitch.finish(move.targetSettings(), Environment.DEV);
                move.run(move.plan(), List.of(), rows);
            } else if (what.equals("backup")) {
                backup(settings, Path.of(with), rows);
            } else {
                PendingSwitch.finish(settings, Environment.DEV);
                restore(settings, Path.of(with), steps, rows);
            }
        }
        return count[0];
    }

    /** With the files. */
    static void backup(Settings settings, Path file, Progress rows)
            throws IOException, SQLException {
        new DatabaseBackup(
                        settings, Environment.DEV, SourceTree.migrations(), Clock.systemUTC(), rows)
                .write(file, true, List.of());
    }

    private static void restore(Settings settings, Path file, StepListener steps, Progress rows)
            throws IOException, SQLException {
        try (Restore restore =
                Restore.open(
                        file,
                        settings,
                        Environment.DEV,
                        SourceTree.migrations(),
                        steps,
                        Clock.systemUTC())) {
            restore.run(restore.plan(), List.of(), rows);
        }
    }
}
