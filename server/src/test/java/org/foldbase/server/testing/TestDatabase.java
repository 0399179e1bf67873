package org.foldbase.server.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The program's database on each back-end it is offered for, with what a server has around it. Each
 * is made at its first use and shared by all tests, which leave each other's rows alone.
 */
public enum TestDatabase {
    SQLITE(Backend.SQLITE),
    POSTGRESQL(Backend.POSTGRESQL),
    MARIADB(Backend.MARIADB);

    /** The project's migrations. */
    public static final Path MIGRATIONS = Path.of("..", "migrations");

    private static final Map<TestDatabase, ConfigurableApplicationContext> RUNNING =
            new ConcurrentHashMap<>();

    private final Backend backend;

    TestDatabase(Backend backend) {
        this.backend = backend;
    }

    /** The URL of another database of this kind, which has nothing in it. */
    public String emptyUrl() {
        try {
            return backend.freshUrl();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's beans on this database. */
    public ConfigurableApplicationContext context() {
        return RUNNING.computeIfAbsent(
                this,
                database -> {
                    String url = database.emptyUrl();
                    migrate(url);
                    return start(url, Map.of());
                });
    }

    /** What a server would have around the database of a URL. */
    public static ConfigurableApplicationContext start(String url, Map<Setting, String> flags) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.DATABASE_URL, url);
        all.put(Setting.DATA_DIR, Path.of("target", "no-data-dir").toString());
        all.putAll(flags);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Settings.class, () -> Settings.load(all, Map.of()));
        context.scan("org.foldbase.server.database");
        context.refresh();
        return context;
    }

    /** Brings the database of a URL to the newest revision. */
    public static void migrate(String url) {
        DataSource source =
                Connections.creating(DatabaseAddress.parse(url, "test"), Duration.ofSeconds(60));
        try {
            new Migrator(source, Migrations.load(MIGRATIONS), RunSettings.by("test"))
                    .upgrade("head", false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    /** Gives the transaction's session within a transaction, and the transaction's own beyond. */
    public EntityManager session() {
        return SharedEntityManagerCreator.createSharedEntityManager(
                bean(EntityManagerFactory.class));
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    /** Does something in a transaction of its own, and returns what comes of it. */
    public <T> T in(Function<EntityManager, T> work) {
        T result = transaction().execute(status -> work.apply(session()));
        if (result == null) {
            throw new IllegalStateException("no result");
        }
        return result;
    }

    /** Does something in a transaction of its own. */
    public void run(Consumer<EntityManager> work) {
        transaction().executeWithoutResult(status -> work.accept(session()));
    }

    /** Does something in a transaction that is rolled back. */
    public void undone(Consumer<EntityManager> work) {
        transaction()
                .executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    work.accept(session());
                });
    }
}
