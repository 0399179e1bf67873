package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged program loads for a command, and where it has it from. */
class LightPathIT {
    @TempDir private Path work;
    @TempDir private Path data;
    @TempDir private Path temporary;

    private Path classes;
    private Launched launched;

    @BeforeEach
    void recordClasses() {
        classes = work.resolve("classes.txt");
        // The launcher's own flags switch logging off, and only this variable comes after them.
        String options =
                "-XX:AOTMode=on -Xlog:class+load:file=%s -Djava.io.tmpdir=%s"
                        .formatted(classes, temporary);
        launched = new Launched(work).with("_JAVA_OPTIONS", options);
    }

    private List<String> loadedBy(String command) throws IOException, InterruptedException {
        Object[] words = (command + " --data-dir=" + data).split(" ", -1);
        Run run = launched.foldbase(words);
        assertThat(run.code()).as(run.err()).isZero();
        return Files.readAllLines(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db upgrade", "db current", "db history --applied"})
    void neitherSpringNorHibernateNorALoggerIsLoaded(String command) throws Exception {
        loadedBy("db upgrade");
        assertThat(loadedBy(command))
                .noneMatch(it -> it.contains(" org.hibernate."))
                .noneMatch(it -> it.contains(" org.springframework."))
                .noneMatch(it -> it.contains(" ch.qos.logback."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db upgrade", "db current", "db check", "db sql"})
    void nearlyEveryClassIsInTheCache(String command) throws Exception {
        loadedBy("db upgrade");
        List<String> loaded = loadedBy(command);
        long cached = loaded.stream().filter(it -> it.contains("shared objects file")).count();
        assertThat(100.0 * cached / loaded.size()).as("%% of %d", loaded.size()).isGreaterThan(90);
    }

    @Test
    void sqlitesLibraryIsNotUnpackedAgain() throws Exception {
        loadedBy("db upgrade");
        assertThat(temporary).isEmptyDirectory();
    }
}
