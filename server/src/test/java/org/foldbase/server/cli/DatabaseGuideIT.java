package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.foldbase.migrate.testing.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's guide: its commands run in their order, on one data directory. */
class DatabaseGuideIT {
    private static final String POSTGRESQL = "postgresql://foldbase@localhost:5432/foldbase";

    @TempDir private Path work;
    @TempDir private Path data;

    @Test
    void everyCommandOfTheOperatorsGuideWorks()
            throws IOException, InterruptedException, SQLException {
        Files.createSymbolicLink(work.resolve("foldbase"), Launched.LAUNCHER);
        Files.createSymbolicLink(work.resolve("scripts"), Launched.HOME.resolve("scripts"));
        Launched launched = new Launched(work).with("FOLDBASE_DATA_DIR", data.toString());
        List<String> commands = BashBlocks.lines("docs/database.md");
        assertThat(commands).hasSizeGreaterThan(15).anyMatch(it -> it.contains(POSTGRESQL));
        for (String command : commands) {
            String real = command.replace(POSTGRESQL, Backend.POSTGRESQL.freshUrl());
            Run run = launched.command("bash", "-euc", real);
            assertThat(run.code()).as("%s%n%s%s", real, run.out(), run.err()).isZero();
        }
    }
}
