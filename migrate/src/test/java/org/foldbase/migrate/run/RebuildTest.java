package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.foldbase.migrate.run.LibraryRevisions.then;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.DropConstraint;
import org.foldbase.migrate.schema.Operation.DropTable;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** All tables replaced at once, and work under the lock. */
final class RebuildTest {

    private static final Migrations NONE = Migrations.of(List.of());
    private static final Migrations BASE =
            NONE.with(
                    NONE.next(
                            "library",
                            SchemaDiff.between(Schema.EMPTY, SampleSchema.town()),
                            Clock.systemUTC()));

    /** A column more, and a table fewer. */
    private static final Migrations HEAD =
            then(
                    BASE,
                    new AddColumn("shelf", Column.nullable("colour", ColumnType.string(9))),
                    new DropConstraint("loan", "fk_loan_book_id"),
                    new DropTable("loan"));

    private static final Fill ONE_SHELF =
            connection -> run(connection, "insert into shelf (label) values ('New')");

    @ParameterizedTest
    @EnumSource
    void everyTableOfOursIsNewAndTheOthersStay(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Backend.execute(
                source,
                "create table notes (id integer not null primary key)",
                "insert into notes values (7)");
        Migrator migrator = migrator(source, HEAD);
        assertThat(migrator.unknownTables()).containsExactly("notes");

        assertThat(migrator.rebuild(List.of(), ONE_SHELF)).isEqualTo(HEAD.history());
        assertThat(migrator.drift())
                .containsExactly("table notes is there, but no migration made it");
        assertThat(Rows.of(source, "select id, label from shelf"))
                .containsExactly(List.of("1", "New"));
        assertThat(Rows.of(source, "select count(*) from book")).containsExactly(List.of("0"));
        assertThat(Rows.of(source, "select id from notes")).containsExactly(List.of("7"));
        assertThat(Rows.tables(source)).doesNotContain("loan");

        migrator.rebuild(List.of("notes"), Fill.NOTHING);
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.unknownTables()).isEmpty();
        assertThat(migrator.upgrade("head", false)).isEmpty();
        migrator.downgrade("base", true);
        assertThat(Rows.tables(source)).isEmpty();
        assertNothingIsBeside(backend);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseIsRebuiltToo(Backend backend) throws SQLException {
        Migrator migrator = migrator(backend.fresh(), HEAD);
        migrator.rebuild(List.of(), ONE_SHELF);
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.state()).isEqualTo(DatabaseState.CURRENT);
        assertThatThrownBy(() -> migrator.rebuild(List.of("nowhere"), ONE_SHELF))
                .hasMessage("There is no table [nowhere] to drop");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aRunThatDiesAnywhereLeavesTheOldOrTheNewDatabaseWhole(Backend backend)
            throws SQLException {
        DataSource source = filled(backend);
        List<String> names = new ArrayList<>();
        rebuildListening(
                source,
                new StepListener() {
                    @Override
                    public void before(String statement) {
                        names.add(statement);
                    }
                });
        assertThat(names).hasSizeGreaterThanOrEqualTo(20).contains("fill");
        migrator(source, HEAD).rebuild(List.of(), Fill.NOTHING);
        String old = "Old 0";
        label(source, old);
        int rebuilt = 0;
        for (int step : steps(backend, names.size())) {
            for (boolean before : new boolean[] {true, false}) {
                boolean finished = true;
                try {
                    rebuildListening(source, new Dying(step, before));
                } catch (Dying.Killed expected) {
                    finished = false;
                }
                String what = "%s %s step %d".formatted(backend, before ? "before" : "after", step);
                List<List<String>> labels = Rows.of(source, "select label from shelf");
                assertThat(migrator(source, HEAD).drift()).as(what).isEmpty();
                assertThat(migrator(source, HEAD).state()).isEqualTo(DatabaseState.CURRENT);
                assertThat(labels).as(what).isIn(List.of(List.of(old)), List.of(List.of("New")));
                if (labels.equals(List.of(List.of("New")))) {
                    rebuilt++;
                    label(source, old);
                } else {
                    assertThat(finished).as(what).isFalse();
                }
            }
        }
        assertThat(rebuilt).isGreaterThanOrEqualTo(1);
        rebuildListening(source, StepListener.NONE);
        assertNothingIsBeside(backend);
    }

    /** All of them, or on a server the last, where the old and the new meet, and some others. */
    private static List<Integer> steps(Backend backend, int count) {
        return IntStream.rangeClosed(1, count)
                .filter(step ->
                        backend == Backend.SQLITE || step > count - 4 || step % (count / 6) == 0)
                .boxed()
                .toList();
    }

    private static void label(DataSource source, String label) throws SQLException {
        Backend.execute(
                source, "delete from shelf", "insert into shelf (label) values ('" + label + "')");
    }

    private static void rebuildListening(DataSource source, StepListener listener)
            throws SQLException {
        new Migrator(source, HEAD, RunSettings.by("test").withListener(listener))
                .rebuild(List.of(), ONE_SHELF);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aFillThatFailsChangesNothing(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Fill bad =
                connection -> {
                    ONE_SHELF.fill(connection);
                    run(connection, "insert into nowhere values (1)");
                };
        assertThatThrownBy(() -> migrator(source, HEAD).rebuild(List.of(), bad))
                .hasMessageContaining("nowhere");
        Fill orphan =
                connection -> run(connection, "insert into chapter (book_id, place) values (9, 9)");
        assertThatThrownBy(() -> migrator(source, HEAD).rebuild(List.of(), orphan))
                .isNotInstanceOf(AssertionError.class);
        assertThat(migrator(source, BASE).drift()).isEmpty();
        assertThat(migrator(source, HEAD).current()).isEqualTo(BASE.heads());
        assertThat(Rows.of(source, "select count(*) from loan")).containsExactly(List.of("3"));
        assertNothingIsBeside(backend);
    }

    @ParameterizedTest
    @EnumSource
    void anotherTableThatRefersToOursIsNamed(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Backend.execute(
                source,
                "create table review (id integer not null primary key, book_id bigint not null,"
                        + " constraint fk_by_hand foreign key (book_id) references book (id))",
                "insert into review values (1, 1)");
        assertThatThrownBy(() -> migrator(source, HEAD).rebuild(List.of(), ONE_SHELF))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("(?is).*nothing was changed.*table review refers to book.*");
        assertThat(Rows.of(source, "select id from review")).containsExactly(List.of("1"));
        assertThat(migrator(source, HEAD).current()).isEqualTo(BASE.heads());

        migrator(source, HEAD).rebuild(List.of("review"), ONE_SHELF);
        assertThat(migrator(source, HEAD).drift()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheHistorySaysIsNoHindrance(Backend backend) throws SQLException {
        for (Map.Entry<String, DatabaseState> broken :
                Map.of(
                                "update migrate_history set checksum = 'x'", DatabaseState.EDITED,
                                "update migrate_history set revision = 'x'", DatabaseState.AHEAD,
                                "update migrate_history set state = 'applying'",
                                        DatabaseState.DIRTY,
                                "drop table migrate_history", DatabaseState.EMPTY,
                                "update migrate_history set took_ms = 0", DatabaseState.BEHIND)
                        .entrySet()) {
            DataSource source = filled(backend);
            Backend.execute(source, broken.getKey());
            Migrator migrator = migrator(source, HEAD);
            assertThat(migrator.state()).isEqualTo(broken.getValue());
            migrator.rebuild(List.of(), ONE_SHELF);
            assertThat(migrator.state()).isEqualTo(DatabaseState.CURRENT);
            assertThat(migrator.drift()).isEmpty();
        }
    }

    @Test
    void withoutTheRightToMakeADatabaseMariaDbChangesNothingAndNamesTheGrant() throws SQLException {
        DataSource source = filled(Backend.MARIADB);
        String name = name(source);
        Backend.execute(
                source,
                "create user poor_" + name + "@'127.0.0.1'",
                "grant all on `" + name + "`.* to poor_" + name + "@'127.0.0.1'");
        DataSource poor =
                new MariaDbDataSource(url(source).replace("user=root", "user=poor_" + name));
        MigrationException refused =
                catchThrowableOfType(
                        MigrationException.class,
                        () -> migrator(poor, HEAD).rebuild(List.of(), ONE_SHELF));
        String grant =
                "GRANT ALL PRIVILEGES ON `%s\\_\\_new`.* TO 'poor_%s'@'127.0.0.1';"
                        .formatted(name, name);
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused).hasMessageContaining("nothing was changed").hasMessageContaining(grant);
        assertThat(migrator(source, BASE).drift()).isEmpty();

        Backend.execute(
                source, grant.replace(";", ""), grant.replace("new", "old").replace(";", ""));
        migrator(poor, HEAD).rebuild(List.of(), ONE_SHELF);
        assertThat(migrator(source, HEAD).drift()).isEmpty();
    }

    @Test
    void aDatabaseOfSomebodyElsesBesideOursIsNotTaken() throws SQLException {
        DataSource source = filled(Backend.MARIADB);
        String other = name(source) + "__new";
        Backend.execute(
                source, "create database " + other, "create table " + other + ".dear (id int)");
        assertThatThrownBy(() -> migrator(source, HEAD).rebuild(List.of(), ONE_SHELF))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("There is a database " + other + " that no rebuild made");
        assertThat(Rows.of(source, "select count(*) from " + other + ".dear")).hasSize(1);
        assertThat(migrator(source, BASE).drift()).isEmpty();
        Backend.execute(source, "drop database " + other);
    }

    @Test
    void mariaDbMovesNoTriggerAndSaysSo() throws SQLException {
        DataSource source = filled(Backend.MARIADB);
        Backend.execute(
                source,
                "create trigger by_hand before insert on book for each row set new.pages = 1");
        assertThatThrownBy(() -> migrator(source, HEAD).rebuild(List.of(), ONE_SHELF))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("by_hand on book");
        assertThat(migrator(source, HEAD).current()).isEqualTo(BASE.heads());
    }

    @ParameterizedTest
    @EnumSource
    void exclusiveWorkIsOneTransactionAndKeepsOthersOut(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        Migrator second =
                new Migrator(
                        source,
                        HEAD,
                        RunSettings.by("second").withLockTimeout(Duration.ofSeconds(1)));
        MigrationException locked =
                migrator(source, HEAD)
                        .exclusively(connection -> {
                            run(connection, "update shelf set floor = 5");
                            return catchThrowableOfType(
                                    MigrationException.class, () -> second.upgrade("head", true));
                        });
        assertThat(locked.kind()).isEqualTo(Kind.LOCKED);
        assertThat(locked).hasMessageContaining("waited 1 s");
        List<List<String>> floors = Rows.of(source, "select distinct floor from shelf");
        assertThat(floors).containsExactly(List.of("5"));

        assertThatThrownBy(() ->
                        migrator(source, HEAD)
                                .exclusively(connection -> {
                                    run(connection, "delete from chapter");
                                    throw new IllegalStateException("enough");
                                }))
                .hasMessage("enough");
        assertThat(Rows.of(source, "select count(*) from chapter")).containsExactly(List.of("3"));
        second.upgrade("head", true);
        assertThat(second.drift()).isEmpty();
    }

    private static void assertNothingIsBeside(Backend backend) throws SQLException {
        if (backend == Backend.MARIADB) {
            assertThat(
                            Rows.of(
                                    backend.fresh(),
                                    "select schema_name from information_schema.schemata where"
                                            + " schema_comment <> ''"))
                    .isEmpty();
        }
    }

    private static String url(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static String name(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getCatalog();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DataSource filled(Backend backend) throws SQLException {
        DataSource source = backend.fresh();
        migrator(source, BASE).upgrade("head", false);
        SampleSchema.fill(source);
        return source;
    }

    private static Migrator migrator(DataSource source, Migrations migrations) {
        return new Migrator(source, migrations, RunSettings.by("test"));
    }
}
