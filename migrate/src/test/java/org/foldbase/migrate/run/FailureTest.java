package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What goes wrong around a migration: others in the way, a server that goes, a disk that fills. */
final class FailureTest {

    @TempDir Path folder = Path.of("set by JUnit");
    private LibraryRevisions revisions = LibraryRevisions.NONE;

    @BeforeEach
    void writeTwoRevisions() throws IOException {
        revisions = LibraryRevisions.writeTo(folder.resolve("revisions"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aTableThatSomebodyUsesIsWaitedForNoLongerThanTold(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        try (Connection user = source.getConnection();
                Statement statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.execute("select count(*) from book");
            MigrationException locked =
                    failure(() -> impatient(source, StepListener.NONE).upgrade("head", false));
            assertThat(locked.kind()).isEqualTo(Kind.LOCKED);
            assertThat(locked)
                    .hasMessage(
                            "Another process is migrating this database or uses its tables; waited"
                                    + " 1 s; try again when it is done");
            MigrationException rebuild =
                    failure(() ->
                            impatient(source, StepListener.NONE).rebuild(List.of(), Fill.NOTHING));
            assertThat(rebuild.kind()).isEqualTo(Kind.LOCKED);
        }
        assertWholeAfterTheNextUpgrade(source);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aServerThatGoesAwayIsSaidInOneSentence(Backend backend) throws SQLException {
        String before =
                backend == Backend.MARIADB
                        ? "select id from information_schema.processlist where id <>"
                                + " connection_id() and db like concat(database(), '%')"
                        : "select pid from pg_stat_activity where pid <> pg_backend_pid() and"
                                + " datname = current_database()";
        String kill = backend == Backend.MARIADB ? "kill %s" : "select pg_terminate_backend(%s)";
        DataSource source = filled(backend);
        StepListener killing =
                new StepListener() {
                    @Override
                    public void before(String statement) {
                        if (statement.contains("leaves")) {
                            try {
                                for (List<String> row : Rows.of(source, before)) {
                                    Backend.execute(source, kill.formatted(row.getFirst()));
                                }
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                };
        MigrationException lost = failure(() -> impatient(source, killing).upgrade("head", false));
        if (backend == Backend.MARIADB) {
            assertThat(lost).isInstanceOf(DirtyException.class);
            assertThat(lost.kind()).isEqualTo(Kind.DIRTY);
            migrator(source).resume();
        } else {
            assertThat(lost.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(lost).hasMessageStartingWith("The connection to the database was lost");
        }
        assertWholeAfterTheNextUpgrade(source);

        MigrationException rebuild =
                failure(() -> impatient(source, killing).rebuild(List.of(), Fill.NOTHING));
        assertThat(rebuild.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertWholeAfterTheNextUpgrade(source);
        migrator(source).rebuild(List.of(), Fill.NOTHING);
        assertThat(migrator(source).drift()).isEmpty();
    }

    @Test
    void aFullDiskChangesNothing() throws SQLException {
        Path file = folder.resolve("full.db");
        DataSource source = Backend.sqlite(file);
        new Migrator(source, revisions.base(), RunSettings.by("test")).upgrade("head", false);
        SampleSchema.fill(source);
        int pages = Integer.parseInt(Rows.of(source, "pragma page_count").getFirst().getFirst());
        SQLiteConfig config = new SQLiteConfig();
        config.setMaxPageCount(pages + 1);
        SQLiteDataSource full = new SQLiteDataSource(config);
        full.setUrl("jdbc:sqlite:" + file);

        MigrationException failed =
                failure(() -> impatient(full, StepListener.NONE).upgrade("head", false));
        assertThat(failed.kind()).isEqualTo(Kind.FAILED);
        assertThat(failed).hasMessageContaining("full").hasMessageEndingWith("nothing was changed");
        assertThat(migrator(source).current()).isEqualTo(revisions.base().heads());
        assertWholeAfterTheNextUpgrade(source);
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutRowsIsDroppedWithoutPermission(Backend backend) throws SQLException {
        DataSource source = filled(backend);
        migrator(source).upgrade("head", false);
        Backend.execute(source, "delete from loan", "update book set subtitle = null");
        List<Operation> up =
                List.of(
                        new Operation.DropConstraint("loan", "fk_loan_book_id"),
                        new Operation.DropTable("loan"),
                        new Operation.DropColumn("book", "subtitle"));
        Migrations all = revisions.all();
        Revision last =
                all.next(
                        "fewer",
                        new SchemaDiff(up, Operation.inverse(up, all.snapshot()), List.of()),
                        Clock.systemUTC());
        Migrator migrator = new Migrator(source, all.with(last), RunSettings.by("test"));
        assertThat(migrator.upgrade("head", false)).containsExactly(last);
        assertThat(migrator.drift()).isEmpty();
    }

    @Test
    void everyKindOfErrorIsKnownWithoutReadingIt() throws SQLException {
        DataSource source = filled(Backend.SQLITE);
        Migrations all = revisions.all();
        Migrations apart = revisions.base().with(add("left")).with(add("right"));
        assertKind(Kind.HEADS, 2, apart::snapshot);
        assertKind(Kind.HEADS, 2, () -> on(source, apart).upgrade("head", false));
        assertKind(Kind.USAGE, 2, () -> on(source, all).upgrade("nowhere", false));
        assertKind(Kind.USAGE, 2, () -> on(source, all).upgrade("+7", false));
        assertKind(Kind.REFUSED, 2, () -> on(source, all).downgrade("base", false));
        assertKind(
                Kind.AHEAD, 4, () -> on(source, Migrations.of(List.of())).upgrade("head", false));
        assertKind(Kind.AHEAD, 4, () -> on(source, Migrations.of(List.of())).drift());
        Backend.execute(source, "update migrate_history set state = 'applying'");
        assertKind(Kind.DIRTY, 1, () -> on(source, all).upgrade("head", false));
        Backend.execute(source, "update migrate_history set checksum = 'x'");
        assertKind(Kind.EDITED, 3, () -> on(source, all).upgrade("head", false));
        assertKind(Kind.INVALID, 3, () -> Migrations.of(List.of(all.heads().getFirst())));
    }

    private Revision add(String column) {
        List<Operation> up =
                List.of(
                        new Operation.AddColumn(
                                "shelf", Column.nullable(column + "_side", ColumnType.string(9))));
        return revisions
                .base()
                .next(
                        column,
                        new SchemaDiff(
                                up, Operation.inverse(up, revisions.base().snapshot()), List.of()),
                        Clock.systemUTC());
    }

    private static void assertKind(Kind kind, int exitCode, ThrowingCallable call) {
        MigrationException failure = failure(call);
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(kind.exitCode()).isEqualTo(exitCode);
    }

    private static MigrationException failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrationException.class, call);
    }

    private void assertWholeAfterTheNextUpgrade(DataSource source) throws SQLException {
        Migrator migrator = migrator(source);
        migrator.upgrade("head", false);
        assertThat(migrator.state()).isEqualTo(DatabaseState.CURRENT);
        assertThat(migrator.drift()).isEmpty();
        assertThat(LibraryRevisions.books(source)).isEqualTo(LibraryRevisions.BOOKS);
    }

    private DataSource filled(Backend backend) throws SQLException {
        DataSource source = backend.fresh();
        on(source, revisions.base()).upgrade("head", false);
        SampleSchema.fill(source);
        return source;
    }

    private Migrator migrator(DataSource source) {
        return on(source, revisions.all());
    }

    private Migrator impatient(DataSource source, StepListener listener) {
        return new Migrator(
                source,
                revisions.all(),
                RunSettings.by("test")
                        .withLockTimeout(Duration.ofSeconds(1))
                        .withListener(listener));
    }

    private static Migrator on(DataSource source, Migrations migrations) {
        return new Migrator(source, migrations, RunSettings.by("test"));
    }
}
