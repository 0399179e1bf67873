package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Operation.Sql;
import org.foldbase.migrate.testing.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code foldbase db …} on real servers. */
class DbOnServersTest {
    @TempDir private Path dir;

    private Checkout checkout;

    @BeforeEach
    void aSourceTree() throws IOException {
        checkout = new Checkout(dir.resolve("tree"));
    }

    @AfterEach
    void close() {
        checkout.close();
    }

    /** The settings as a lab writes them, in its file. */
    private void use(String url) throws IOException {
        Files.writeString(
                dir.resolve("foldbase.yaml"),
                "environments: {dev: {url: '%s'}}\n".formatted(url.replace("jdbc:", "")));
    }

    private Run db(String... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "db";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data-dir=" + dir;
        return Run.foldbase(all);
    }

    private static Sql byHand(String... statements) {
        return new Sql(Map.of("all", List.of(statements)), List.of(), false);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void upgradeCheckAndDowngradeWorkOnEachServer(Backend backend) throws Exception {
        use(backend.freshUrl());
        Run run = db("upgrade");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("\\d+ revisions? applied; " + backend.dialect() + "://");
        assertThat(db("current").out()).isEqualTo(checkout.head() + ", the head\n");
        Run check = db("check");
        assertThat(check.code()).as(check.out()).isZero();
        assertThat(db("downgrade", "base", "--allow-data-loss").out()).contains("is at base.");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aRefusedLoginNamesTheUserAndNotThePassword(Backend backend) throws Exception {
        String url = backend.freshUrl().replaceFirst("\\?.*", "");
        use(url.replace("://", "://stranger:s3cret@"));
        Run run = db("current");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("refuses the login of stranger").doesNotContain("s3cret");
    }

    @Test
    void aServerThatGoesAwayInTheMiddleIsToldAndNothingWasChanged() throws Exception {
        use(Backend.POSTGRESQL.freshUrl());
        db("upgrade");
        Revision before = checkout.head();
        checkout.add(
                "the end",
                byHand(
                        "create table half_done (id int primary key)",
                        "select pg_terminate_backend(pg_backend_pid())"));
        Run run = db("upgrade");
        assertThat(run.err()).doesNotContain("internal error");
        assertThat(run.code()).as(run.err()).isEqualTo(4);
        assertThat(db("current").out()).isEqualTo(before + "\n");
        assertThat(db("check").out()).doesNotContain("half_done");
    }

    @Test
    void whatMariaDbLeftHalfDoneIsResumed() throws Exception {
        String url = Backend.MARIADB.freshUrl();
        use(url);
        db("upgrade");
        Revision halfDone =
                checkout.add(
                        "two statements",
                        byHand(
                                "create table first_part (id int primary key)",
                                "insert into second_part values (1)"));
        Run dirty = db("upgrade");
        assertThat(dirty.code()).isEqualTo(1);
        assertThat(dirty.err()).contains("'foldbase db upgrade --resume' goes on");
        assertThat(db("current").code()).isEqualTo(1);

        execute(url, "create table second_part (id int primary key)");
        Run resumed = db("upgrade", "--resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("1 revision applied", "is at " + halfDone);
    }

    @Test
    void aUrlOfMySqlWorksWithAWarning() throws Exception {
        use(Backend.MARIADB.freshUrl().replace("mariadb:", "mysql:"));
        Run run = db("upgrade");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("MySQL itself is untested");
    }
}
