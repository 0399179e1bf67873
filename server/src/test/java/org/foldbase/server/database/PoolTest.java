package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a process is told that gets no connection. */
class PoolTest {

    private static final Map<Setting, String> IMPATIENT =
            Map.of(Setting.POOL_SIZE, "2", Setting.CONNECT_TIMEOUT, "1");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoFindsAllConnectionsBusyIsToldSo(TestDatabase database) throws Exception {
        String url = database.emptyUrl();
        TestDatabase.migrate(url);
        try (ConfigurableApplicationContext context = TestDatabase.start(url, IMPATIENT)) {
            Pool readers = context.getBean("readers", Pool.class);
            try (Connection one = readers.getConnection();
                    Connection two = readers.getConnection()) {
                assertThat(one).isNotSameAs(two);
                assertThatThrownBy(readers::getConnection)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("all 2 connections to the database ")
                        .hasMessageContaining(" were busy for 1 s");
            }
            try (Connection again = readers.getConnection();
                    Statement statement = again.createStatement()) {
                assertThat(statement.execute("select 1")).isTrue();
            }
        }
    }

    @Test
    void aProcessThatWritesNothingKeepsNoOtherFromWriting() throws Exception {
        String url = TestDatabase.SQLITE.emptyUrl();
        TestDatabase.migrate(url);
        try (ConfigurableApplicationContext one = TestDatabase.start(url, IMPATIENT);
                ConfigurableApplicationContext two = TestDatabase.start(url, IMPATIENT)) {
            for (ConfigurableApplicationContext each : List.of(one, two, one, two)) {
                TransactionTemplate writing =
                        new TransactionTemplate(each.getBean(PlatformTransactionManager.class));
                JdbcTemplate sql = new JdbcTemplate(each.getBean("dataSource", DataSource.class));
                writing.executeWithoutResult(status -> {
                    assertThat(sql.update("delete from process")).isZero();
                    status.setRollbackOnly();
                });
                writing.executeWithoutResult(
                        status -> assertThat(sql.update("delete from process")).isZero());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aServerThatIsNotThereIsNamedWithoutItsPassword(TestDatabase database) throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String scheme = database.name().toLowerCase(Locale.ROOT);
        requireUnavailable(
                "%s://ann:topsecret@127.0.0.1:%d/hic".formatted(scheme, closed),
                "the database %s://ann@127.0.0.1:%d/hic does not answer".formatted(scheme, closed));
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aDatabaseThatTheServerLacksIsNamed(TestDatabase database) {
        String url = database.emptyUrl().replaceAll("/t\\d+\\?", "/nothing?");
        requireUnavailable(url, "no database nothing");
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aTransactionThatDoesNothingLosesItsLocksAfterAWhile(TestDatabase database) {
        String seconds =
                database.in(session -> {
                    Object timeout =
                            session.createNativeQuery(
                                            database == TestDatabase.POSTGRESQL
                                                    ? "select current_setting("
                                                            + "'idle_in_transaction_session_timeout')"
                                                    : "select @@idle_transaction_timeout",
                                            Object.class)
                                    .getSingleResult();
                    return timeout.toString();
                });
        assertThat(seconds.replaceAll("s$", "")).isEqualTo("15");
    }

    @Test
    void aFileThatIsNotThereIsNotMade(@TempDir Path folder) {
        requireUnavailable("sqlite:" + folder.resolve("none.db"), "'foldbase db upgrade' makes it");
        assertThat(folder).isEmptyDirectory();
    }

    private static void requireUnavailable(String url, String sentence) {
        assertThatThrownBy(() -> TestDatabase.start(url, IMPATIENT).close())
                .satisfies(failure -> assertThat(sentences(failure)).contains(sentence))
                .satisfies(failure -> assertThat(sentences(failure)).doesNotContain("topsecret"));
    }

    private static String sentences(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            all.append(at).append('\n');
        }
        return all.toString();
    }

    @Test
    void sqliteReadersCannotWriteAndDoNotWaitForTheWriter() {
        TestDatabase.SQLITE.run(session -> {
            session.createNativeQuery("update assembly set name = name").executeUpdate();
            var reading = TestDatabase.SQLITE.transaction();
            reading.setReadOnly(true);
            reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            reading.executeWithoutResult(status -> {
                var inner = TestDatabase.SQLITE.session();
                assertThat(
                                inner.createNativeQuery("select count(*) from task", Long.class)
                                        .getSingleResult())
                        .isNotNull();
                assertThatThrownBy(() ->
                                inner.createNativeQuery("update assembly set name = name")
                                        .executeUpdate())
                        .hasStackTraceContaining("readonly");
                status.setRollbackOnly();
            });
        });
    }
}
