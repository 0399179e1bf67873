import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings the classes of a jar that are older than Java 6 to Java 8 and gives them stack maps. The JVM
 * keeps no class without them in a class cache, nor any that extends one: picocli's would be read and
 * verified at every start, which is half of it.
 */
final class StackMaps {

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path work = Files.copy(jar, Path.of(args[1]));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                FileSystem files = FileSystems.newFileSystem(work)) {
            ClassFile format =
                    ClassFile.of(
                            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ConstantPoolSharingOption.NEW_POOL,
                            ClassFile.ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofResourceParsing(loader)
                                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (Path file : classes(files.getPath("/"))) {
                ClassModel old = format.parse(file);
                if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
                    Files.write(file, renewed(format, old));
                }
            }
        }
    }

    private static List<Path> classes(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static byte[] renewed(ClassFile format, ClassModel old) {
        return format.transformClass(
                old,
                ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                        .andThen(
                                ClassTransform.endHandler(
                                        made -> made.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }
}
