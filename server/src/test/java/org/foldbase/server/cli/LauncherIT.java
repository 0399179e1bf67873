package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, from wherever and however it is called. */
class LauncherIT {
    private static final String VERSION = "foldbase 0.1.0\n";

    @TempDir Path dir;
    @TempDir Path work;

    private Launched launched;

    @BeforeEach
    void start() {
        launched = new Launched(work);
    }

    @Test
    void theVersionIsThatOfTheBuildAndNothingElseIsSaid() throws Exception {
        assertThat(launched.foldbase("--version")).isEqualTo(new Run(0, VERSION, ""));
    }

    @Test
    void theExitCodesAreThoseOfTheHelp() throws Exception {
        assertThat(launched.foldbase("--help").out()).contains("130   interrupted");
        assertThat(launched.foldbase("pilup").code()).isEqualTo(2);
        assertThat(launched.foldbase("map", "info", "none.cool"))
                .isEqualTo(new Run(3, "", "foldbase: none.cool: no such file\n"));
        Path file = Files.createFile(dir.resolve("file"));
        assertThat(launched.foldbase("demo", "--data-dir", file))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "foldbase: "
                                        + file
                                        + " is a file; the data directory is a folder\n"));
        assertThat(launched.foldbase("serve", "--data-dir", file.resolve("below")))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "foldbase: the data directory %s can't be made: Not a directory\n"
                                        .formatted(file.resolve("below"))));
    }

    @Test
    void itWorksThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("a link"), Launched.LAUNCHER);
        assertThat(launched.in(dir).command("./a link", "--version"))
                .isEqualTo(new Run(0, VERSION, ""));
        assertThat(link).isSymbolicLink();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "en_US.ISO-8859-1", "C.UTF-8"})
    void namesInAnyScriptWorkInEveryLocale(String locale) throws Exception {
        Path folder = Files.createDirectory(dir.resolve("a blank, Größe"));
        Path map = CoolerBuilder.map().name("kärte").write(folder).file();
        Path regions = BedBuilder.bed().random(20).name("染色体 *").write(folder).file();
        Run run =
                launched.with("LC_ALL", locale)
                        .with("LANG", locale)
                        .in(dir)
                        .foldbase(
                                "pileup",
                                dir.relativize(map),
                                regions,
                                "--flank",
                                "50000",
                                "-o",
                                folder.resolve("résumé"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().findFirst()).contains(folder + "/résumé.tsv");
        assertThat(folder.resolve("résumé.svg")).content().contains("染色体 *.bed · kärte.cool");
    }

    /** In this mode a cache that cannot be used is an error. */
    @Test
    void theClassCacheIsUsed() throws Exception {
        Run run = launched.with("JDK_JAVA_OPTIONS", "-XX:AOTMode=on").foldbase("--version");
        assertThat(run.out()).isEqualTo(VERSION);
        assertThat(run.err()).doesNotContain("[aot]");
        assertThat(run.code()).isZero();
    }

    @Test
    void withoutAJdk25OneSentenceSaysWhatIsMissing() throws Exception {
        assumeThat(Launched.works("unshare", "-m", "true"))
                .as("unshare -m, to hide the JDKs, needs root")
                .isTrue();
        Run run =
                launched.with("HOME", dir.toString())
                        .command(
                                "unshare",
                                "-m",
                                "bash",
                                "-c",
                                """
                                unset JAVA_HOME JAVA_HOME_25 JDK25_HOME
                                for home in /usr/lib/jvm /opt; do
                                  if [ -d $home ]; then mount -t tmpfs none $home || exit 99; fi
                                done
                                exec "$0" --version
                                """,
                                Launched.LAUNCHER);
        assertThat(run)
                .isEqualTo(
                        new Run(
                                4,
                                "",
                                "Foldbase needs a JDK 25 and found none: install one (Eclipse"
                                        + " Temurin 25, say) or set JAVA_HOME to it.\n"));
    }
}
