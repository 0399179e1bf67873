package org.foldbase.server.cli;

import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** A worker's parts: all packages but the commands and what serves pages. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "org.foldbase.server",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "org\\.foldbase\\.server\\.(cli|pages|web|.+\\.web)\\.[^.]+"))
class WorkerApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
