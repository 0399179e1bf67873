import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Makes of a jar one whose classes fit into a class cache, which keeps no class that is older than Java
 * 6 and none that is signed: picocli's would be read and verified at every start, which is half of it,
 * and all of BouncyCastle's jar would be digested for one hash. Classes older than Java 6 become Java 8's
 * with stack maps; signatures are left out, and of the manifest, which is parsed at every start though
 * digests and OSGi's packages make it up to 800 KB, all that Java does not ask for.
 */
final class CacheableJar {

    private static final Set<Attributes.Name> JAVAS =
            Set.of(
                    Attributes.Name.MANIFEST_VERSION,
                    Attributes.Name.MULTI_RELEASE,
                    Attributes.Name.SPECIFICATION_TITLE,
                    Attributes.Name.SPECIFICATION_VERSION,
                    Attributes.Name.SPECIFICATION_VENDOR,
                    Attributes.Name.IMPLEMENTATION_TITLE,
                    Attributes.Name.IMPLEMENTATION_VERSION,
                    Attributes.Name.IMPLEMENTATION_VENDOR);

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
            for (Path file : ending(files.getPath("/META-INF"), ".SF", ".RSA", ".DSA", ".EC")) {
                Files.delete(file);
            }
            shorten(files.getPath("/META-INF/MANIFEST.MF"));
            for (Path file : ending(files.getPath("/"), ".class")) {
                ClassModel old = format.parse(file);
                if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
                    Files.write(file, renewed(format, old));
                }
            }
        }
    }

    private static void shorten(Path file) throws IOException {
        Manifest manifest = new Manifest();
        try (InputStream in = Files.newInputStream(file)) {
            manifest.read(in);
        }
        manifest.getEntries().clear();
        manifest.getMainAttributes().keySet().removeIf(name -> !JAVAS.contains((Attributes.Name) name));
        try (OutputStream out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }

    private static List<Path> ending(Path folder, String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList();
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
