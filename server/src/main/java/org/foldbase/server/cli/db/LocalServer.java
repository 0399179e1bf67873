package org.foldbase.server.cli.db;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.settings.Settings;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A server's services in this process, as far as a command asks for them. */
public final class LocalServer {

    /** Where the services of all features are that have to do with data. */
    public static final List<String> FEATURES =
            Stream.of("access", "assembly", "dataset", "intake", "pileup", "task")
                    .map(it -> "org.foldbase.server." + it + ".internal")
                    .toList();

    private LocalServer() {}

    /** What is done with them. */
    @FunctionalInterface
    public interface Work {
        void with(BeanFactory beans) throws IOException, InterruptedException;
    }

    /**
     * Does something on the database that the settings name.
     *
     * @param packages where the services are
     * @throws DatabaseException it is not there, or not fit
     */
    public static void with(Settings settings, Collection<String> packages, Work work)
            throws IOException, InterruptedException {
        try (DatabaseLock _ = DatabaseLock.shared(settings, settings.environment())) {
            requireReady(settings);
            try (AnnotationConfigApplicationContext context =
                    new AnnotationConfigApplicationContext()) {
                context.addBeanFactoryPostProcessor(
                        new LazyInitializationBeanFactoryPostProcessor());
                context.registerBean(Settings.class, () -> settings);
                context.registerBean(Clock.class, Clock::systemUTC);
                context.scan("org.foldbase.server.database", "org.foldbase.server.storage");
                context.scan(packages.toArray(String[]::new));
                context.refresh();
                work.with(context);
            }
        }
    }

    private static void requireReady(Settings settings) {
        SchemaHistory history =
                SchemaHistory.of(
                        Connections.to(
                                DatabaseAddress.of(settings.database()), settings.connectTimeout()),
                        SourceTree.migrations(),
                        settings.connectTimeout(),
                        StepListener.NONE);
        history.requireSound();
        if (history.state() != DatabaseState.CURRENT) {
            throw DatabaseException.refused(
                    "the database "
                            + history.address()
                            + " is not at the newest revision; run 'foldbase db upgrade' or start"
                            + " the server first");
        }
        history.requireFits(settings.environment());
    }
}
