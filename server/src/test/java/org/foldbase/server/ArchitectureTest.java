package org.foldbase.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package may use which, and the drawing of it in ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/hic/testing/"))
                    .importPackages("org.foldbase");

    /** What a package may use, by the part of its name after {@code org.foldbase}. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("migrate", Set.of()),
                    Map.entry("hic.genome", Set.of()),
                    Map.entry("hic.bed", Set.of("hic.genome")),
                    Map.entry("hic.internal.hdf5", Set.of()),
                    Map.entry("hic.cooler", Set.of("hic.genome", "hic.internal.hdf5")),
                    Map.entry("hic.internal.scan", Set.of("hic.genome", "hic.cooler")),
                    Map.entry(
                            "hic.expected",
                            Set.of("hic.genome", "hic.cooler", "hic.internal.scan")),
                    Map.entry(
                            "hic.pileup",
                            Set.of(
                                    "hic.genome",
                                    "hic.bed",
                                    "hic.cooler",
                                    "hic.expected",
                                    "hic.internal.scan")),
                    Map.entry("server.view", Set.of()),
                    Map.entry(
                            "server.database.reset",
                            Set.of(
                                    "migrate",
                                    "server.database",
                                    "server.settings",
                                    "server.storage")),
                    Map.entry(
                            "server.sample",
                            Set.of(
                                    "hic.genome",
                                    "hic.bed",
                                    "hic.cooler",
                                    "hic.pileup",
                                    "server.database",
                                    "server.database.reset",
                                    "server.pileup",
                                    "server.storage")),
                    Map.entry("server.pileup", Set.of("hic.bed", "hic.pileup", "server.view")),
                    Map.entry("server.shared", Set.of()),
                    Map.entry("server.settings", Set.of()),
                    Map.entry("server.storage", Set.of()),
                    Map.entry("server.database", Set.of("migrate", "server.settings")),
                    Map.entry("server.database.archive", Set.of("migrate", "server.database")),
                    Map.entry(
                            "server.database.transfer",
                            Set.of(
                                    "migrate",
                                    "server.database",
                                    "server.database.archive",
                                    "server.database.reset",
                                    "server.settings",
                                    "server.storage")),
                    Map.entry(
                            "server.database.doctor",
                            Set.of(
                                    "migrate",
                                    "server.database",
                                    "server.database.archive",
                                    "server.settings",
                                    "server.storage")),
                    Map.entry(
                            "server.database.internal",
                            Set.of("server.database", "server.settings", "server.shared")),
                    Map.entry("server.access", Set.of()),
                    rowsOf("server.access"),
                    Map.entry("server.assembly", Set.of("server.shared")),
                    rowsOf("server.assembly"),
                    Map.entry("server.dataset", Set.of()),
                    rowsOf("server.dataset"),
                    rowsOf("server.pileup"),
                    Map.entry("server.task", Set.of("server.shared", "server.storage")),
                    Map.entry(
                            "server.task.internal",
                            Set.of(
                                    "migrate",
                                    "server.database",
                                    "server.shared",
                                    "server.storage",
                                    "server.task")),
                    Map.entry(
                            "server.task.web",
                            Set.of("server.access", "server.shared", "server.task")),
                    Map.entry(
                            "server.database.attendance",
                            Set.of(
                                    "migrate",
                                    "server.database",
                                    "server.database.reset",
                                    "server.settings")),
                    Map.entry("server.pipeline", Set.of()),
                    rowsOf("server.pipeline"),
                    Map.entry("server.job", Set.of()),
                    rowsOf("server.job"),
                    Map.entry("server.cli.console", Set.of()),
                    Map.entry(
                            "server.cli.db",
                            Set.of(
                                    "migrate",
                                    "server.cli.console",
                                    "server.database",
                                    "server.database.archive",
                                    "server.database.doctor",
                                    "server.database.reset",
                                    "server.database.transfer",
                                    "server.sample",
                                    "server.settings")),
                    Map.entry(
                            "server.cli",
                            Set.of(
                                    "migrate",
                                    "server.cli.console",
                                    "server.cli.db",
                                    "server.database",
                                    "server.settings",
                                    "hic.genome",
                                    "hic.bed",
                                    "hic.cooler",
                                    "hic.pileup",
                                    "server.pileup",
                                    "server.sample")));

    /** A feature's rows: no other feature, whose rows they know by their ids alone. */
    private static Map.Entry<String, Set<String>> rowsOf(String feature) {
        return Map.entry(feature + ".internal", Set.of(feature, "migrate", "server.shared"));
    }

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        for (String arrow : arrows()) {
            String[] ends = arrow.split(" --> ", -1);
            assertThat(MAY_USE).as("a rule for the package").containsKey(ends[0]);
            assertThat(MAY_USE.get(ends[0])).as("what %s may use", ends[0]).contains(ends[1]);
        }
        assertThat(packages()).isEqualTo(MAY_USE.keySet());
    }

    @Test
    void thereAreNoCirclesOfPackages() {
        SlicesRuleDefinition.slices()
                .matching("org.foldbase.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theLibraryUsesNothingButTheJdkAndItsAnnotations() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("org.foldbase.hic..")
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.describe(
                                "belong to hic, the JDK or JSpecify",
                                (JavaClass used) ->
                                        used.getPackageName().startsWith("org.foldbase.hic")
                                                || used.getPackageName().startsWith("java.")
                                                || used.getPackageName().startsWith("org.jspecify")
                                                || used.getPackageName().isEmpty()))
                .check(CLASSES);
    }

    @Test
    void nothingInTheProgramNeedsTheDesktop() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..")
                .check(CLASSES);
    }

    @Test
    void theDrawingInArchitectureMdIsTheTruth() throws IOException {
        Path file = Path.of("..", "ARCHITECTURE.md");
        String text = Files.readString(file);
        String begin = "<!-- packages -->\n";
        String end = "<!-- /packages -->";
        String before = text.substring(0, text.indexOf(begin) + begin.length());
        String after = text.substring(text.indexOf(end));
        String drawing = "```mermaid\ngraph LR\n    " + String.join("\n    ", arrows()) + "\n```\n";
        if (Boolean.getBoolean("foldbase.update-docs")) {
            Files.writeString(file, before + drawing + after);
        } else {
            assertThat(text)
                    .as("draw it anew with -Dfoldbase.update-docs=true")
                    .isEqualTo(before + drawing + after);
        }
    }

    private static Set<String> arrows() {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass user : CLASSES) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                String used = shortName(dependency.getTargetClass().getBaseComponentType());
                if (!used.isEmpty()) {
                    if (!used.equals(shortName(user))) {
                        arrows.add(shortName(user) + " --> " + used);
                    }
                }
            }
        }
        return arrows;
    }

    private static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(one -> packages.add(shortName(one)));
        return packages;
    }

    private static String shortName(JavaClass one) {
        String name = one.getPackageName();
        if (name.startsWith("org.foldbase.migrate")) {
            return "migrate";
        }
        return name.startsWith("org.foldbase.") ? name.substring("org.foldbase.".length()) : "";
    }
}
