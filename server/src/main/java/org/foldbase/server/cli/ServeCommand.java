package org.foldbase.server.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.web.WebServer;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = {"Run the server: pages, API and tasks.", ""})
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "The data directory. Default: FOLDBASE_DATA_DIR, else foldbase in the XDG data"
                            + " home.")
    private String dataDir = "";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on. Default: FOLDBASE_HOST, else what foldbase.yaml says,"
                            + " else 127.0.0.1.")
    private Optional<String> host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the pages and the API; 0 takes a free one. Default: FOLDBASE_PORT,"
                            + " else what foldbase.yaml says, else 8080.")
    private Optional<String> port;

    @Override
    public Integer call() throws Exception {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        if (!dataDir.isEmpty()) {
            flags.put(Setting.DATA_DIR, dataDir);
        }
        host.ifPresent(it -> flags.put(Setting.HOST, it));
        port.ifPresent(it -> flags.put(Setting.PORT, it));
        Settings settings = Settings.load(flags, System.getenv());
        settings.web().requireSafe();
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(WebServer.class)
                        .bannerMode(Banner.Mode.OFF)
                        .initializers(
                                it -> it.getBeanFactory().registerSingleton("settings", settings))
                        .run();
        CountDownLatch closed = new CountDownLatch(1);
        context.addApplicationListener(
                (ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        closed.await();
        return 0;
    }
}
