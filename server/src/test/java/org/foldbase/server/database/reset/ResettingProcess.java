package org.foldbase.server.database.reset;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.sample.SampleDatabase;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;

/** A process that resets dev with sample data and waits at the moments it is told to. */
final class ResettingProcess {

    static final String EVERYWHERE = "0";

    private ResettingProcess() {}

    /**
     * Starts one. At the moment it says which on standard output, and goes on after a line.
     *
     * @param moment counted from 1, two a step; or {@link #EVERYWHERE}
     */
    static Process start(Path dataDir, String url, String moment) throws IOException {
        return ChildJava.of(ResettingProcess.class, dataDir.toString(), url, moment)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws IOException, SQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int wanted = Integer.parseInt(args[2]);
        run(
                settings(Path.of(args[0]), args[1]),
                wanted == 0 ? new SampleDatabase(Clock.systemUTC()) : new SmallSample(),
                (name, moment) -> {
                    if (wanted == 0 || wanted == moment) {
                        out.println(name.lines().findFirst().orElse(""));
                        awaitLine();
                    }
                });
        out.println("done");
    }

    static Settings settings(Path dataDir, String url) {
        return Settings.load(
                Map.of(Setting.DATA_DIR, dataDir.toString(), Setting.DATABASE_URL, url), Map.of());
    }

    /** Hears of moments, counted from 1. */
    interface Moments {
        void at(String name, int moment);
    }

    /** Resets dev, and says how many moments there were. */
    static int run(Settings settings, SampleData sample, Moments moments)
            throws IOException, SQLException {
        int[] count = {0};
        StepListener listener =
                new StepListener() {
                    @Override
                    public void before(String step) {
                        moments.at("before " + step, ++count[0]);
                    }

                    @Override
                    public void after(String step) {
                        moments.at("after " + step, ++count[0]);
                    }
                };
        Migrations migrations =
                Migrations.load(ResettingProcess.class.getClassLoader(), "migrations");
        Reset reset = new Reset(settings, Environment.DEV, migrations, listener, Clock.systemUTC());
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, Environment.DEV)) {
            PendingSwitch.finish(settings, Environment.DEV);
            reset.run(
                    reset.plan(),
                    new Reset.Wishes(Optional.of(sample), false, Optional.empty()),
                    List.of("dev"));
        }
        return count[0];
    }

    private static void awaitLine() {
        try {
            int next = System.in.read();
            while (next >= 0 && next != '\n') {
                next = System.in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
