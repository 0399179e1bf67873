package org.foldbase.migrate.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;

/**
 * A process that changes a database, and that stops at moments it is told, until it reads a byte or
 * is killed. Every step has two moments, before and after it.
 */
public final class MigratingProcess {

    /** What a process does with its database. */
    enum Work {
        UPGRADE,
        DOWNGRADE,
        REBUILD;

        /**
         * How many revisions were applied or reverted.
         *
         * @param listener hears of every step
         */
        int run(DataSource source, Migrations migrations, StepListener listener)
                throws SQLException {
            Migrator migrator =
                    new Migrator(
                            source, migrations, RunSettings.by("process").withListener(listener));
            return switch (this) {
                case UPGRADE -> migrator.upgrade("head", true).size();
                case DOWNGRADE -> migrator.downgrade("-1", true).size();
                case REBUILD -> migrator.rebuild(List.of(), MigratingProcess::fill).size();
            };
        }
    }

    /** Stops nowhere. */
    static final String NOWHERE = "0";

    /** Stops at every moment. */
    static final String EVERYWHERE = "all";

    private MigratingProcess() {}

    private static void fill(Connection connection) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            insert.execute("insert into shelf (label) values ('New')");
        }
    }

    /**
     * Works, and writes how many revisions it applied or reverted.
     *
     * @param arguments the JDBC URL, the folder of revisions, the work, and the moment to stop at
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        int done =
                Work.valueOf(arguments[2])
                        .run(
                                source(arguments[0]),
                                Migrations.load(Path.of(arguments[1])),
                                stopping(arguments[3], out));
        out.println("done " + done);
    }

    private static StepListener stopping(String at, PrintWriter out) {
        return new StepListener() {
            private int moment;

            @Override
            public void before(String statement) {
                moment("before " + statement);
            }

            @Override
            public void after(String statement) {
                moment("after " + statement);
            }

            private void moment(String what) {
                moment++;
                if (at.equals(EVERYWHERE) || at.equals(Integer.toString(moment))) {
                    out.println(what.replaceAll("\\s+", " "));
                    try {
                        int read = System.in.read();
                        if (read < 0) {
                            throw new IllegalStateException("the parent is gone");
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };
    }

    private static DataSource source(String url) {
        return (DataSource)
                Proxy.newProxyInstance(
                        MigratingProcess.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, values) -> connect(url));
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Starts one; its standard output says where it stops and what it did. */
    static Process start(String url, Path folder, Work work, String stopAt) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigratingProcess.class.getName(),
                        url,
                        folder.toString(),
                        work.name(),
                        stopAt));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
