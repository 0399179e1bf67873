package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.foldbase.migrate.testing.Backend;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that start together. */
final class ProcessesTest {

    @TempDir Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void tenProcessesThatStartTogetherApplyOnce(Backend backend)
            throws IOException, SQLException, InterruptedException {
        LibraryRevisions revisions = LibraryRevisions.writeTo(folder.resolve("revisions"));
        DataSource source = backend.fresh();
        String url = LibraryRevisions.url(source);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            processes.add(
                    MigratingProcess.start(
                            url,
                            folder.resolve("revisions"),
                            MigratingProcess.Work.UPGRADE,
                            MigratingProcess.NOWHERE));
        }
        List<String> said = new ArrayList<>();
        for (Process process : processes) {
            said.add(output(process));
            assertThat(process.waitFor()).as(said.getLast()).isZero();
        }
        said.sort(null);
        List<String> expected = new ArrayList<>(Collections.nCopies(9, "done 0"));
        expected.add("done 2");
        assertThat(said).isEqualTo(expected);
        Migrator migrator = new Migrator(source, revisions.all(), RunSettings.by("test"));
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.applied()).hasSize(2);
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
