package org.foldbase.server.web;

import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
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

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
