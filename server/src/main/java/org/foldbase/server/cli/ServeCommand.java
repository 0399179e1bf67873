package org.foldbase.server.cli;

import java.util.Map;
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
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the pages and the API. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws Exception {
        Settings settings =
                Settings.load(
                        dataDir.isEmpty() ? Map.of() : Map.of(Setting.DATA_DIR, dataDir),
                        System.getenv());
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(WebServer.class)
                        .bannerMode(Banner.Mode.OFF)
                        .properties(Map.of("server.port", port))
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
