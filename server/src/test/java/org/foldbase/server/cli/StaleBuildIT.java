package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, in a copy of the tree where Maven is a stand-in that fails. */
class StaleBuildIT {
    private static final String BUILD =
            """
            Building Foldbase (a minute or two the first time) ...
            [ERROR] stand-in for Maven
            foldbase: the build failed; its whole output is in %s/server/target/build.log
            """;

    @TempDir Path tree;
    @TempDir Path work;

    private Launched launched;

    @BeforeEach
    void copy() throws IOException {
        for (String part :
                List.of(
                        "foldbase",
                        "scripts",
                        "pom.xml",
                        "hic/pom.xml",
                        "hic/src/main",
                        "migrate/pom.xml",
                        "migrate/src/main",
                        "server/pom.xml",
                        "server/src/main",
                        "server/target/app")) {
            copy(Launched.HOME.resolve(part), tree.resolve(part));
        }
        Files.setLastModifiedTime( // the folders of the copy are new
                tree.resolve("server/target/app/cli.aot"), FileTime.from(Instant.now()));
        Path bin = Files.createDirectory(work.resolve("bin"));
        Path maven = bin.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho '[ERROR] stand-in for Maven'\nexit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        launched = new Launched(work).with("PATH", bin + ":" + System.getenv("PATH"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(
                            file,
                            target,
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private Run version() throws IOException, InterruptedException {
        return launched.command(tree.resolve("foldbase"), "--version");
    }

    @Test
    void nothingIsBuiltWhereNothingChanged() throws Exception {
        assertThat(version()).isEqualTo(new Run(0, "foldbase 0.1.0\n", ""));
    }

    @Test
    void aSourceNewerThanTheProgramIsBuilt() throws Exception {
        Path source = tree.resolve("hic/src/main/java/org/foldbase/hic/pileup/Pileup.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(version()).isEqualTo(new Run(4, "", BUILD.formatted(tree)));
    }

    @Test
    void anotherJdkThanTheOneOfTheBuildIsBuiltFor() throws Exception {
        Files.writeString(tree.resolve("server/target/app/jdk-release"), "JAVA_VERSION=\"25.0.0\"");
        assertThat(version()).isEqualTo(new Run(4, "", BUILD.formatted(tree)));
    }

    @Test
    void aClassCacheOlderThanTheProgramIsNotUsed() throws Exception {
        Path classes = work.resolve("classes.txt");
        launched.with("_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        assertThat(version().out()).isEqualTo("foldbase 0.1.0\n");
        assertThat(classes).content().containsPattern("cli.Foldbase source: shared objects file");

        Path jar = tree.resolve("server/target/app/foldbase.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(version().out()).isEqualTo("foldbase 0.1.0\n");
        assertThat(classes).content().doesNotContain("cli.Foldbase source: shared objects file");
    }
}
