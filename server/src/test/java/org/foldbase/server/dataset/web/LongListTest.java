package org.foldbase.server.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.dataset.DatasetFilter.Sort;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A lab's 10,000 datasets of 50 users. */
@ParameterizedClass
@EnumSource(names = {"SQLITE", "POSTGRESQL"})
class LongListTest {

    private static final int DATASETS = 10_000;
    private static final int USERS = 50;
    private static final int STATEMENTS = 5;

    private static final Map<TestDatabase, Lab> LABS = new EnumMap<>(TestDatabase.class);

    @TempDir static Path dataDirs;

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    private Lab lab = new Lab(List.of(), List.of());

    /** The server is the only element of its list; it is a list since there is none at first. */
    private record Lab(List<TestServer> servers, List<Account> users) {
        TestServer server() {
            return servers.getFirst();
        }

        Actor user() {
            return TestServer.actor(users.get(7));
        }

        Actor admin() {
            return TestServer.actor(users.getFirst());
        }
    }

    @BeforeEach
    void open() {
        lab = LABS.computeIfAbsent(database, LongListTest::filled);
    }

    @AfterAll
    static void close() {
        LABS.values().forEach(it -> it.server().close());
        LABS.clear();
    }

    private static Lab filled(TestDatabase database) {
        TestServer server = TestServer.start(database, dataDirs.resolve(database.name()), Map.of());
        List<Account> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add(server.user("user" + i, i == 0 ? Role.ADMIN : Role.ANALYST));
        }
        try (Connection connection =
                server.context().getBean("dataSource", DataSource.class).getConnection()) {
            insert(connection, users);
            connection.commit();
            if (database == TestDatabase.POSTGRESQL) {
                connection.setAutoCommit(true);
                run(connection, "analyze");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Lab(List.of(server), users);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A dataset through the service, and then copies of its row with other values. */
    private static void insert(Connection connection, List<Account> users) throws SQLException {
        String now = "1790000000000";
        String json = "'{}'";
        boolean postgres = connection.getMetaData().getDatabaseProductName().startsWith("Postgre");
        String at = postgres ? "to_timestamp(1790000000 + ?)" : now + " + ?";
        String details = postgres ? "cast(" + json + " as jsonb)" : json;
        String sql =
                "insert into dataset (name, description, type, owner_id, visibility, state,"
                        + " location, file_path, size_bytes, details, created_at, updated_at,"
                        + " sample, version) values (?, '', ?, ?, ?, ?, 'MANAGED', 'x', ?, "
                        + details
                        + ", "
                        + at
                        + ", "
                        + at
                        + ", "
                        + (postgres ? "false" : "0")
                        + ", 0)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < DATASETS; i++) {
                statement.setString(1, "dataset " + (i * 7919L) % DATASETS);
                statement.setString(2, i % 4 == 0 ? "COOLER" : "BED");
                statement.setLong(3, users.get(i % USERS).id());
                statement.setString(4, i % 3 == 0 ? "PRIVATE" : "SHARED");
                statement.setString(5, i % 50 == 0 ? "FAILED" : "READY");
                statement.setLong(6, (i * 104_729L) % 1_000_003);
                statement.setInt(7, i / 3);
                statement.setInt(8, i / 3);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private Listing<DatasetAnswer> list(Actor actor, DatasetFilter filter) {
        return lab.server()
                .bean(Answers.class)
                .of(lab.server().bean(DatasetService.class).list(actor, filter));
    }

    /** The statements that something sends to the database. */
    private static List<String> statements(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger("org.hibernate.SQL");
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        Level before = logger.getLevel();
        Thread here = Thread.currentThread();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        heard.start();
        logger.addAppender(heard);
        try {
            work.run();
        } finally {
            logger.detachAppender(heard);
            logger.setLevel(before);
            logger.setAdditive(true);
        }
        return heard.list.stream()
                .filter(it -> it.getThreadName().equals(here.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfEachSortAndFilterTakesFewStatementsWhateverItsSize(Sort sort) {
        for (int size : new int[] {1, 100, 500}) {
            DatasetFilter first = DatasetFilter.all().by(sort, false).page(1, size);
            DatasetFilter last = first.page(4_000 / size, size);
            for (DatasetFilter filter :
                    List.of(
                            first,
                            last,
                            first.by(sort, true),
                            first.ofType(DatasetType.COOLER),
                            first.in(DatasetState.FAILED))) {
                List<String> sent = statements(() -> list(lab.user(), filter));
                assertThat(sent).isNotEmpty().hasSizeLessThanOrEqualTo(STATEMENTS);
            }
        }
    }

    @Test
    void allPagesTogetherHaveEveryRowOnceThatOneSees() {
        List<Long> ids = new ArrayList<>();
        Listing<DatasetAnswer> page;
        int number = 0;
        do {
            page = list(lab.user(), DatasetFilter.all().by(Sort.STATE, false).page(++number, 500));
            page.rows().forEach(it -> ids.add(it.id()));
        } while (number < page.pages());
        assertThat(ids).doesNotHaveDuplicates().hasSize(Math.toIntExact(page.total()));
        long own = DATASETS / USERS;
        assertThat(page.total()).isGreaterThan(2L * DATASETS / 3 - own).isLessThan(DATASETS);
        assertThat(list(lab.admin(), DatasetFilter.all()).total()).isEqualTo(DATASETS);
        assertThat(list(Actor.anonymous(), DatasetFilter.all()).total()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfEachSortComesFromAnIndex(Sort sort) throws SQLException {
        for (boolean fromLast : new boolean[] {false, true}) {
            DatasetFilter filter = DatasetFilter.all().by(sort, fromLast).page(1, 50);
            String admins = statements(() -> list(lab.admin(), filter)).get(1);
            assertOrderFromIndex(sort, plan(admins, List.of()));
            String users = statements(() -> list(lab.user(), filter)).get(1);
            long me = lab.user().requireUserId();
            assertOrderFromIndex(sort, plan(users, List.of(me, "SHARED", "PUBLIC")));
        }
    }

    private void assertOrderFromIndex(Sort sort, String plan) {
        String column =
                switch (sort) {
                    case ASSEMBLY -> "assembly_id";
                    case OWNER -> "owner_id";
                    case CREATED -> "created_at";
                    case SIZE -> "size_bytes";
                    case NAME, TYPE, STATE -> sort.key();
                };
        assertThat(plan)
                .contains("ix_dataset_" + column + "_id")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }

    private String plan(String sql, List<Object> values) throws SQLException {
        String explain = database == TestDatabase.SQLITE ? "explain query plan " : "explain ";
        List<String> lines = new ArrayList<>();
        try (Connection connection =
                        lab.server()
                                .context()
                                .getBean("dataSource", DataSource.class)
                                .getConnection();
                PreparedStatement statement = connection.prepareStatement(explain + sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            int pageParts = statement.getParameterMetaData().getParameterCount() - values.size();
            for (int i = 1; i < pageParts; i++) {
                statement.setInt(values.size() + i, 0);
            }
            statement.setInt(values.size() + pageParts, 50);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(rows.getMetaData().getColumnCount()));
                }
            }
            connection.rollback();
        }
        return String.join("\n", lines);
    }
}
