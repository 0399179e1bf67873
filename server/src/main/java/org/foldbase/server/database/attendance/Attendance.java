package org.foldbase.server.database.attendance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.ProcessKind;
import org.foldbase.server.database.ProcessRegistry;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.reset.PendingSwitch;
import org.foldbase.server.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long-running process's place at its database, from before its first connection until after its
 * last: the data directory's lock, shared, and a row that says who it is. It begins on a database
 * that is at this program's newest revision, and on no other.
 */
public final class Attendance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private static final long BEAT_SECONDS = 5;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Other processes that start hold the lock alone for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration MIGRATION = Duration.ofMinutes(10);

    private final DatabaseLock lock;
    private final ProcessRegistry entry;
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("attendance").factory());
    private boolean silent;

    private Attendance(DatabaseLock lock, ProcessRegistry entry) {
        this.lock = lock;
        this.entry = entry;
    }

    /**
     * Begins a server. A database that is not there or behind is made and upgraded, unless the
     * settings say otherwise (on a server they have to ask for it).
     *
     * @param talk is told, in a sentence, what is done
     * @throws DatabaseException it can't be begun: the sentence says what to do
     */
    public static Attendance ofServer(
            Settings settings, Migrations migrations, Consumer<String> talk) {
        finishInterrupted(settings, talk);
        Start start = new Start(settings, migrations, talk);
        return start.begin(ProcessKind.SERVER, start::upgrade);
    }

    /**
     * Begins a worker. It waits for a database that is not there, behind, or just being made or
     * upgraded, and says each of these once.
     *
     * @throws DatabaseException the database is ahead of this program, or not sound
     * @throws InterruptedException while it waited
     */
    public static Attendance ofWorker(
            Settings settings, Migrations migrations, Consumer<String> talk)
            throws InterruptedException {
        finishInterrupted(settings, talk);
        Start start = new Start(settings, migrations, talk);
        Set<String> said = new HashSet<>();
        Optional<String> missing = start.missingForWorker();
        while (missing.isPresent()) {
            if (said.add(missing.get())) {
                talk.accept(missing.get() + "; waiting for it");
            }
            Thread.sleep(LOOK);
            missing = start.missingForWorker();
        }
        return start.begin(ProcessKind.WORKER, start::requireThere);
    }

    /** Cleans up after a reset, restore or move that died, unless the database is in use. */
    private static void finishInterrupted(Settings settings, Consumer<String> talk) {
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, settings.environment())) {
            PendingSwitch.finish(settings, settings.environment()).forEach(talk);
        } catch (DatabaseException e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            LOG.debug("others are there, who have looked", e);
        }
    }

    /** The way there. */
    private record Start(Settings settings, Migrations migrations, Consumer<String> talk) {

        private SchemaHistory history(boolean create) {
            DatabaseAddress address = address();
            Duration wait = settings.connectTimeout();
            return SchemaHistory.of(
                    create ? Connections.creating(address, wait) : Connections.to(address, wait),
                    migrations,
                    MIGRATION,
                    StepListener.NONE);
        }

        private DatabaseAddress address() {
            return DatabaseAddress.of(settings.database());
        }

        private Connections connections() {
            return Connections.to(address(), settings.connectTimeout());
        }

        Attendance begin(ProcessKind kind, Runnable prepare) {
            DatabaseLock lock = lock();
            try {
                prepare.run();
                Attendance attendance =
                        new Attendance(lock, ProcessRegistry.enter(connections(), kind));
                attendance.keepOn();
                return attendance;
            } catch (SQLException e) {
                lock.close();
                throw new DatabaseException(
                        Kind.UNAVAILABLE, "the database " + address() + " says: " + e, e);
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        }

        private DatabaseLock lock() {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try {
                    return DatabaseLock.shared(settings, settings.environment());
                } catch (DatabaseException e) {
                    if (e.kind() != Kind.REFUSED || System.nanoTime() > deadline) {
                        throw e;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
        }

        /** For servers: the newest revision, one way or the other. */
        void upgrade() {
            boolean allowed = settings.autoUpgrade().orElse(address().backend() == Backend.SQLITE);
            Optional<String> missing = missing();
            if (missing.isPresent()) {
                if (!allowed) {
                    throw DatabaseException.refused(
                            missing.get() + "; upgrade it first: foldbase db upgrade");
                }
                SchemaHistory history = history(true);
                history.requireFits(settings.environment());
                int revisions = history.upgrade("head", false).size();
                history.stampIfNew(settings.environment(), Instant.now());
                talk.accept(
                        "the database %s was upgraded by %d revisions"
                                .formatted(address(), revisions));
            }
            requireWhole();
        }

        /** For workers, who have waited. */
        void requireThere() {
            Optional<String> missing = missing();
            if (missing.isPresent()) {
                throw new DatabaseException(Kind.UNAVAILABLE, missing.get());
            }
            requireWhole();
        }

        /** What has to happen to the database before it can be worked on, if anything. */
        Optional<String> missing() {
            return absent().or(() -> {
                SchemaHistory history = history(false);
                return behind(history, history.state());
            });
        }

        /** The same for workers, who wait while someone else makes or upgrades it. */
        Optional<String> missingForWorker() {
            return absent().or(() -> {
                try {
                    SchemaHistory history = history(false);
                    DatabaseState state = history.state();
                    return state == DatabaseState.DIRTY
                            ? history.trouble(state).map(it -> String.valueOf(it.getMessage()))
                            : behind(history, state).or(this::unstamped);
                } catch (DatabaseException e) {
                    if (e.kind() != Kind.UNAVAILABLE || isAnswering()) {
                        throw e;
                    }
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            });
        }

        private Optional<String> absent() {
            try {
                return connections().isThere()
                        ? Optional.empty()
                        : Optional.of("there is no database " + address() + " yet");
            } catch (DatabaseException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        private boolean isAnswering() {
            return absent().isEmpty();
        }

        private Optional<String> behind(SchemaHistory history, DatabaseState state) {
            return switch (state) {
                case EMPTY, BEHIND ->
                        Optional.of(
                                "the database " + address() + " is behind this program's revision");
                case CURRENT -> Optional.empty();
                case AHEAD, EDITED, DIRTY -> {
                    history.requireSound();
                    yield Optional.empty();
                }
            };
        }

        /** A database gets its stamp when its tables are there, in a transaction after. */
        private Optional<String> unstamped() {
            try (Connection connection = connections().getConnection()) {
                return Stamp.read(connection).isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "the database %s does not say what it is for (foldbase db stamp-env)"
                                        .formatted(address()));
            } catch (SQLException e) {
                throw new DatabaseException(
                        Kind.UNAVAILABLE, "the database " + address() + " says: " + e, e);
            }
        }

        private void requireWhole() {
            try (Connection connection = connections().getConnection()) {
                Stamp.requireFits(connection, settings.environment(), address())
                        .orElseThrow(() ->
                                DatabaseException.refused(
                                        "the database "
                                                + address()
                                                + " does not say what it is for; say so first:"
                                                + " foldbase db stamp-env "
                                                + settings.environment()))
                        .requireWhole(address());
            } catch (SQLException e) {
                throw new DatabaseException(
                        Kind.UNAVAILABLE, "the database " + address() + " says: " + e, e);
            }
        }
    }

    private void keepOn() {
        ScheduledFuture<?> _ =
                beats.scheduleWithFixedDelay(
                        this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            entry.beat();
            silent = false;
        } catch (SQLException | DatabaseException e) {
            if (!silent) {
                LOG.warn("the database does not hear that this process lives", e);
                silent = true;
            }
        }
    }

    /** Leaves; to be called when nothing of this process uses the database any more. */
    @Override
    public void close() {
        beats.shutdownNow();
        try {
            entry.close();
        } catch (SQLException | DatabaseException e) {
            LOG.warn("this process's row stays; it is swept by the next", e);
        }
        lock.close();
    }
}
