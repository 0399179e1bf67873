package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A downgrade in prod passes the same guard as a reset: permit, the database's name, a backup. */
class ProductionDowngradeTest {

    @TempDir private Path data;

    @BeforeEach
    void aProductionDatabase() {
        assertThat(db("upgrade").code()).isZero();
    }

    @Test
    void withoutThePermitItIsRefused() throws IOException {
        refused(downgrade("--confirm-database=foldbase.db"), "downgrade of prod is switched off");
    }

    @Test
    void forceAloneIsNotEnough() throws IOException {
        permit();
        refused(downgrade(), "needs both --force and --confirm-database foldbase.db");
    }

    @Test
    void theNameOfAnotherDatabaseIsRefused() throws IOException {
        permit();
        refused(
                downgrade("--confirm-database=other.db"),
                "--confirm-database says other.db, but the database of prod is foldbase.db");
    }

    @Test
    void withAllOfItABackupStandsBeforeIt() throws IOException {
        permit();
        Run run = downgrade("--confirm-database=foldbase.db");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(db("current").out()).startsWith("base");
        try (Stream<Path> backups = Files.list(data.resolve("backups/prod"))) {
            assertThat(backups).hasSize(1);
        }
        assertThat(data.resolve("operations.log")).content().contains("db downgrade");
    }

    private void permit() throws IOException {
        Files.writeString(data.resolve("foldbase.yaml"), "allow-production-reset: true\n");
    }

    private Run downgrade(String... options) {
        return db(
                Stream.concat(
                                Stream.of("downgrade", "base", "--allow-data-loss", "--force"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private Run db(String... words) {
        return Run.foldbase(
                Stream.concat(
                                Stream.concat(Stream.of("db"), Stream.of(words)),
                                Stream.of("--env=prod", "--data-dir=" + data))
                        .toArray());
    }

    private void refused(Run run, String sentence) throws IOException {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
        assertThat(data.resolve("backups")).doesNotExist();
        assertThat(db("current").out()).contains(", the head");
    }
}
