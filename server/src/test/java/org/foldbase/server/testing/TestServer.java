package org.foldbase.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.Origin;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.WorkerSettings;
import org.foldbase.server.web.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The whole server on a free port and a database of its own, with a clock that tests move. */
public final class TestServer implements AutoCloseable {

    /** Long, and on no list. */
    public static final String PASSWORD = "violet otters fold 7 maps";

    /** Who made the users. */
    public static final Actor OPERATOR = Actor.operator("tests");

    private final ServletWebServerApplicationContext context;

    private TestServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    private static final Map<TestDatabase, TestServer> SHARED = new ConcurrentHashMap<>();
    private static final Map<TestDatabase, TestServer> IDLE = new ConcurrentHashMap<>();

    /** One that is started at its first use, and whose users and rows tests leave each other. */
    public static TestServer on(TestDatabase database) {
        return SHARED.computeIfAbsent(
                database, it -> start(it, dataDir("test-server", it), Map.of()));
    }

    /** Tests that run at the same time in another process have others. */
    private static Path dataDir(String server, TestDatabase database) {
        return Path.of(
                        "target",
                        server + "-" + System.getProperty("foldbase.fork", "1"),
                        database.name())
                .toAbsolutePath();
    }

    /** Starts one on a new database of that kind, with these settings besides. */
    public static TestServer start(
            TestDatabase database, Path dataDir, Map<Setting, String> settings) {
        return start(database, dataDir, settings, WorkerSettings.ofThisMachine());
    }

    /** One that is shared, too, and runs no tasks: what is queued stays queued. */
    public static TestServer idleOn(TestDatabase database) {
        return IDLE.computeIfAbsent(
                database, it -> startIdle(it, dataDir("idle-server", it), Map.of()));
    }

    /** Starts one on a new database of that kind that runs no tasks. */
    public static TestServer startIdle(
            TestDatabase database, Path dataDir, Map<Setting, String> settings) {
        return start(database, dataDir, settings, WorkerSettings.of(Map.of()));
    }

    private static TestServer start(
            TestDatabase database,
            Path dataDir,
            Map<Setting, String> settings,
            WorkerSettings worker) {
        String url = database.emptyUrl();
        TestDatabase.migrate(url);
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.DATABASE_URL, url);
        flags.put(Setting.DATA_DIR, dataDir.toString());
        flags.put(Setting.ENVIRONMENT, "test");
        flags.put(Setting.PORT, "0");
        flags.putAll(settings);
        Settings loaded = Settings.load(flags, Map.of());
        stamp(loaded);
        return new TestServer(
                (ServletWebServerApplicationContext)
                        WebServer.of(loaded, worker).sources(MovedTime.class).run());
    }

    /** Says in the database what it is for, as upgrading it does. */
    private static void stamp(Settings settings) {
        try {
            SchemaHistory.of(
                            Connections.to(
                                    DatabaseAddress.of(settings.database()),
                                    settings.connectTimeout()),
                            Migrations.load(TestDatabase.MIGRATIONS),
                            settings.connectTimeout(),
                            StepListener.NONE)
                    .stampIfNew(settings.environment(), Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MovedTime {
        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock();
        }
    }

    /** The system's clock, which tests put forward. */
    static final class MovingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("time here is UTC");
        }

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(ahead);
        }
    }

    /** Puts the server's clock forward. */
    public void pass(Duration time) {
        MovingClock clock = bean(MovingClock.class);
        clock.ahead = clock.ahead.plus(time);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ServletWebServerApplicationContext context() {
        return context;
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return Optional.ofNullable(context.getWebServer()).orElseThrow().getPort();
    }

    /** A new user, who has no password. */
    public Account user(String name, Role role) {
        return bean(Accounts.class).add(OPERATOR, name, Optional.empty(), role);
    }

    /** A new user with {@link #PASSWORD}. */
    public Account userWithPassword(String name, Role role) {
        return bean(Accounts.class)
                .add(OPERATOR, name, Optional.empty(), role, Optional.of(PASSWORD));
    }

    /** A user with what a browser's session allows. */
    public static Actor actor(Account user) {
        return Actor.of(user.id(), user.name(), user.role(), TokenScope.ADMIN);
    }

    /** Somebody with a browser who is not signed in. */
    public Caller anybody() {
        return new Caller(uri());
    }

    /** A user's browser, signed in. */
    public Caller browserOf(Account user) {
        String key = bean(Accounts.class).signInLink(OPERATOR, user.id()).key();
        String session =
                bean(Logins.class)
                        .signInOnce(key, "", new Origin("127.0.0.1", Optional.of("a test")));
        return anybody().withSession(session);
    }

    /** A program of a user's with a token of that scope. */
    public Caller programOf(Account user, TokenScope scope) {
        Tokens.Made made =
                bean(Tokens.class).make(actor(user), "for a test", scope, Duration.ofDays(1));
        return anybody().withToken(made.key());
    }

    @Override
    public void close() {
        context.close();
    }
}
