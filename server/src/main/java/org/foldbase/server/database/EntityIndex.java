package org.foldbase.server.database;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Run by the build on the compiled classes: writes the list that {@link EntityClasses} reads. */
final class EntityIndex {

    private static final String ENTITY = "Ljakarta/persistence/Entity;";

    private EntityIndex() {}

    /** Takes the folder of classes, into which the list goes, too. */
    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        TreeSet<String> names = new TreeSet<>();
        for (Path file : classFiles(classes)) {
            ClassModel parsed = ClassFile.of().parse(file);
            if (isEntity(parsed)) {
                names.add(parsed.thisClass().asInternalName().replace('/', '.'));
            }
        }
        Path list = classes.resolve(EntityClasses.LIST);
        Files.createDirectories(classes.resolve("META-INF/foldbase"));
        Files.write(list, names);
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static boolean isEntity(ClassModel parsed) {
        return parsed.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(found -> found.annotations().stream())
                .anyMatch(annotation -> annotation.className().equalsString(ENTITY));
    }
}
