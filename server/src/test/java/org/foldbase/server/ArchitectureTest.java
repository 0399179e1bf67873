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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which module may use which, and the drawing of it in ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/hic/testing/"))
                    .withImportOption(location -> !location.contains("/server/pages/"))
                    // What Spring wrote down when this was packaged before.
                    .withImportOption(location -> !location.contains("__"))
                    .importPackages("org.foldbase");

    /** What a module may use, by the part of its name after {@code org.foldbase}. */
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
                    Map.entry("server.shared", Set.of()),
                    Map.entry("server.settings", Set.of()),
                    Map.entry("server.view", Set.of()),
                    Map.entry("server.storage", Set.of("server.settings", "server.shared")),
                    Map.entry(
                            "server.database",
                            Set.of(
                                    "migrate",
                                    "server.settings",
                                    "server.shared",
                                    "server.storage")),
                    feature("access", "server.web"),
                    feature(
                            "task",
                            "server.access",
                            "server.database",
                            "server.settings",
                            "server.storage"),
                    feature("assembly", "server.access"),
                    feature(
                            "dataset",
                            "server.access",
                            "server.assembly",
                            "server.database",
                            "server.settings",
                            "server.storage",
                            "server.task"),
                    feature(
                            "intake",
                            "hic.bed",
                            "hic.cooler",
                            "hic.genome",
                            "server.access",
                            "server.assembly",
                            "server.database",
                            "server.dataset",
                            "server.settings",
                            "server.storage",
                            "server.task"),
                    feature(
                            "pileup",
                            "hic.bed",
                            "hic.cooler",
                            "hic.genome",
                            "hic.pileup",
                            "server.access",
                            "server.assembly",
                            "server.dataset",
                            "server.storage",
                            "server.task",
                            "server.view",
                            "server.web"),
                    feature("pipeline"),
                    feature("job"),
                    Map.entry(
                            "server.sample",
                            Set.of(
                                    "hic.genome",
                                    "hic.bed",
                                    "hic.cooler",
                                    "hic.pileup",
                                    "server.database",
                                    "server.pileup",
                                    "server.storage")));

    /**
     * What knows the rest: the commands; and the first page, whose module also has what the
     * features' own pages share.
     */
    private static final Set<String> SEE_ALL = Set.of("server.web", "server.cli");

    private static Map.Entry<String, Set<String>> feature(String name, String... uses) {
        Set<String> all = new HashSet<>(Set.of(uses));
        all.addAll(Set.of("migrate", "server.shared"));
        return Map.entry("server." + name, all);
    }

    @Test
    void everyModuleUsesOnlyWhatItMay() {
        Set<String> modules = new TreeSet<>();
        CLASSES.forEach(one -> modules.add(module(one)));
        Set<String> known = new TreeSet<>(MAY_USE.keySet());
        known.addAll(SEE_ALL);
        assertThat(modules).isEqualTo(known);
        for (String arrow : arrows()) {
            String[] ends = arrow.split(" --> ", -1);
            if (!SEE_ALL.contains(ends[0])) {
                assertThat(MAY_USE.get(ends[0])).as("what %s may use", ends[0]).contains(ends[1]);
            }
        }
    }

    @Test
    void whatIsInternalIsUsedByItsOwnModuleAlone() {
        for (JavaClass user : CLASSES) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                String name = used.getPackageName();
                if (name.startsWith("org.foldbase.server.")
                        && (name.endsWith(".internal")
                                || name.matches(".*\\.server\\.\\w+\\.web"))) {
                    assertThat(module(used))
                            .as(dependency.getDescription())
                            .isEqualTo(module(user));
                }
            }
        }
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
                String used = module(dependency.getTargetClass().getBaseComponentType());
                if (!used.isEmpty() && !used.equals(module(user))) {
                    arrows.add(module(user) + " --> " + used);
                }
            }
        }
        return arrows;
    }

    /** Of {@code hic} the packages, of the server the features, and {@code migrate} as a whole. */
    private static String module(JavaClass one) {
        String name = one.getPackageName();
        if (!name.startsWith("org.foldbase.")) {
            return "";
        }
        String[] parts = name.substring("org.foldbase.".length()).split("\\.", -1);
        return switch (parts[0]) {
            case "migrate" -> "migrate";
            case "hic" -> name.substring("org.foldbase.".length());
            default -> parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
        };
    }
}
