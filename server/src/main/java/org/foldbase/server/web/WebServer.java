package org.foldbase.server.web;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.WorkerSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * The server's parts: all packages but the commands, and those parts of Spring Boot that the list
 * of this name in META-INF/spring has.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration
@ComponentScan(
        basePackages = "org.foldbase.server",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "org\\.foldbase\\.server\\.(cli|pages)\\..*"))
public class WebServer {

    /** A server that is ready to be run. */
    public static SpringApplicationBuilder of(Settings settings, WorkerSettings tasks) {
        return new SpringApplicationBuilder(WebServer.class)
                .main(WebServer.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(it -> {
                    it.getBeanFactory().registerSingleton("settings", settings);
                    it.getBeanFactory().registerSingleton("workerSettings", tasks);
                });
    }

    /**
     * For the build, which asks Spring to write down ahead of time which beans there are: a server
     * of that build finds them without looking through its classes.
     *
     * @param args a folder, of the data that the server would have; nothing is written there
     */
    public static void main(String[] args) {
        Settings settings =
                Settings.load(
                        Map.of(Setting.DATA_DIR, Path.of(args[0]).toAbsolutePath().toString()),
                        Map.of());
        of(settings, WorkerSettings.ofThisMachine()).run();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
