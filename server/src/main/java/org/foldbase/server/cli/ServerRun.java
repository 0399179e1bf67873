package org.foldbase.server.cli;

import java.net.InetAddress;
import java.net.URI;
import java.util.function.Consumer;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.attendance.Attendance;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.settings.SettingsException;
import org.foldbase.server.settings.WebSettings;
import org.foldbase.server.task.WorkerSettings;
import org.foldbase.server.web.WebServer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** A server in this process: its place at the database, and what answers. */
final class ServerRun implements AutoCloseable {

    private final Attendance attendance;
    private final ConfigurableApplicationContext context;
    private final URI uri;

    private ServerRun(Attendance attendance, ConfigurableApplicationContext context, URI uri) {
        this.attendance = attendance;
        this.context = context;
        this.uri = uri;
    }

    /**
     * Starts it; it answers when this returns.
     *
     * @param talk is told, in a sentence, what is done to the database
     * @throws DatabaseException the database is not there or not fit, or the port is taken
     * @throws SettingsException it would not be safe where it is to listen
     */
    static ServerRun start(Settings settings, Consumer<String> talk) {
        settings.web().requireSafe();
        Attendance attendance = Attendance.ofServer(settings, SourceTree.migrations(), talk);
        try {
            ConfigurableApplicationContext context = context(settings);
            return new ServerRun(attendance, context, uri(settings.web(), context));
        } catch (RuntimeException e) {
            attendance.close();
            throw understood(e, settings.web());
        }
    }

    private static ConfigurableApplicationContext context(Settings settings) {
        WorkerSettings tasks =
                WorkerSettings.ofThisMachine().withLease(WorkerSettings.usualLease(settings));
        return WebServer.of(settings, tasks).run();
    }

    private static URI uri(WebSettings web, ConfigurableApplicationContext context) {
        InetAddress address = web.address();
        String host = address.isAnyLocalAddress() ? "localhost" : web.host();
        return URI.create(
                "%s://%s:%s/"
                        .formatted(
                                web.hasTls() ? "https" : "http",
                                host.contains(":") ? "[" + host + "]" : host,
                                context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    private static RuntimeException understood(RuntimeException failure, WebSettings web) {
        return LongRun.causes(failure)
                .filter(PortInUseException.class::isInstance)
                .map(port -> taken((PortInUseException) port, web))
                .findFirst()
                .orElseGet(() -> LongRun.understood(failure));
    }

    private static RuntimeException taken(PortInUseException port, WebSettings web) {
        return new DatabaseException(
                DatabaseException.Kind.UNAVAILABLE,
                "port %d on %s is taken; give another with --port"
                        .formatted(port.getPort(), web.host()),
                port);
    }

    /** Where it answers, with a slash at the end. */
    URI uri() {
        return uri;
    }

    <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    /** Answers until the process is told to stop. */
    void untilStopped() {
        LongRun.untilStopped(context);
    }

    @Override
    public void close() {
        context.close();
        attendance.close();
    }
}
