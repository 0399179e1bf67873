package org.foldbase.migrate.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;

/**
 * A process that upgrades a database, and that is halted at a step, as by {@code kill -9}, if told
 * so by {@code -Dhalt=before:7}.
 */
public final class UpgradeProcess {

    private UpgradeProcess() {}

    /**
     * Upgrades to the head and writes how many revisions it applied.
     *
     * @param arguments the JDBC URL, and the folder of revisions
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Migrator migrator =
                new Migrator(
                        source(arguments[0]),
                        Migrations.load(Path.of(arguments[1])),
                        RunSettings.by("process").withListener(halting()));
        int applied = migrator.upgrade("head", true).size();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.println("applied " + applied);
    }

    private static StepListener halting() {
        String halt = System.getProperty("halt", "never:0");
        String side = halt.substring(0, halt.indexOf(':'));
        int at = Integer.parseInt(halt.substring(halt.indexOf(':') + 1));
        return new StepListener() {
            private int step;

            @Override
            public void before(String statement) {
                step++;
                if (side.equals("before") && step == at) {
                    Runtime.getRuntime().halt(137);
                }
            }

            @Override
            public void after(String statement) {
                if (side.equals("after") && step == at) {
                    Runtime.getRuntime().halt(137);
                }
            }
        };
    }

    private static DataSource source(String url) {
        return (DataSource)
                Proxy.newProxyInstance(
                        UpgradeProcess.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, values) -> connect(url));
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Starts one; its standard output says what it did. */
    static Process start(String url, Path folder, Optional<String> halt) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path")));
        halt.ifPresent(at -> command.add("-Dhalt=" + at));
        command.addAll(List.of(UpgradeProcess.class.getName(), url, folder.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
