package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How CONTRIBUTING.md says that a schema is changed, command by command, in a copy of the tree
 * where Maven is a stand-in that compiles what changed and puts it into the program.
 */
class SchemaWorkflowIT {
    private static final String MAVEN =
            """
            #!/bin/bash
            set -eu
            app=server/target/app
            mapfile -t changed < <(find server/src/main/java -name '*.java' -newer $app/foldbase.jar)
            "$JAVA_HOME/bin/javac" -proc:none -cp "$app/foldbase.jar:$app/lib/*" -d classes "${changed[@]}"
            "$JAVA_HOME/bin/jar" --update --file $app/foldbase.jar -C classes .
            echo 'no cache' > $app/cli.aot
            """;

    private static final String EDITOR =
            """
            #!/bin/bash
            sed -i '0,/^    String name;/s//    String name;\\n\\n    @Nullable @Column(length = 80) String donor;/' "$1"
            """;

    @TempDir private Path work;
    @TempDir private Path tree;
    @TempDir private Path data;

    private Launched launched;

    @BeforeEach
    void aCheckout() throws Exception {
        Path bin = Files.createDirectory(work.resolve("bin"));
        launched =
                new Launched(work)
                        .in(tree)
                        .with("PATH", bin + ":" + System.getenv("PATH"))
                        .with("EDITOR", program(bin.resolve("edit"), EDITOR))
                        .with("FOLDBASE_DATA_DIR", data.toString())
                        .with("GIT_CONFIG_GLOBAL", "/dev/null");
        program(bin.resolve("mvn"), MAVEN);
        run(
                """
                cd %s && cp -a --parents .gitignore foldbase scripts pom.xml migrations \
                    {hic,migrate,server}/{pom.xml,src/main} server/target/app %s
                cd %<s && git init -q && git config user.name me && git config user.email me@here
                git add -A && git commit -q -m start
                """
                        .formatted(Launched.HOME, tree));
        Files.setLastModifiedTime(
                tree.resolve("server/target/app/cli.aot"), FileTime.from(Instant.now()));
    }

    private static String program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    private String run(String command) throws IOException, InterruptedException {
        Run run = launched.command("bash", "-euc", command);
        assertThat(run.code()).as("%s%n%s%s", command, run.out(), run.err()).isZero();
        return run.out();
    }

    @Test
    void anEditedEntityBecomesARevisionThatProductionApplies() throws Exception {
        run("FOLDBASE_ENV=prod ./foldbase db upgrade && ./foldbase db upgrade");
        List<String> blocks = BashBlocks.of("CONTRIBUTING.md", "## Changing the schema");
        assertThat(blocks).hasSize(2);
        String said = run(blocks.getFirst());
        assertThat(said)
                .contains("  add column dataset.donor", "1 revision applied", "is as they say");
        assertThat(run("git show --stat --format=%s"))
                .contains("Datasets have a donor", "datasets_have_a_donor.yaml", "Dataset.java");
        assertThat(run("git status --short")).isEmpty();
        launched.with("FOLDBASE_ENV", "prod");
        assertThat(run(blocks.getLast())).contains("1 revision applied", "prod/foldbase.db");
        assertThat(run("./foldbase db current")).contains("Datasets have a donor");
    }
}
