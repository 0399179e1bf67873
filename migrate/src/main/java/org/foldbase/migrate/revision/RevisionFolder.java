package org.foldbase.migrate.revision;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;

/**
 * A folder of revisions' files, and in it the folder of those that another replaces. Which ones are
 * replaced is said by the files, not by where they lie, so a move that was interrupted changes
 * nothing; the next write goes on with it.
 */
final class RevisionFolder {

    private static final String REPLACED = "replaced";

    private RevisionFolder() {}

    static List<Revision> read(Path folder) throws IOException {
        List<Revision> read = new ArrayList<>();
        for (Path place : List.of(folder, folder.resolve(REPLACED))) {
            for (Path file : files(place)) {
                read.add(read(file, Files.readString(file, StandardCharsets.UTF_8)));
            }
        }
        return read;
    }

    private static Revision read(Path file, String text) {
        return RevisionFile.read(file.toString(), text);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    static List<Revision> read(ClassLoader loader, String folder) throws IOException {
        URL url = loader.getResource(folder);
        if (url == null) {
            throw new MigrationException(
                    Kind.USAGE, "There is no folder " + folder + " on the class path");
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri));
            }
            String jar = uri.getRawSchemeSpecificPart();
            Path file = Path.of(URI.create(jar.substring(0, jar.lastIndexOf("!/"))));
            try (FileSystem opened = FileSystems.newFileSystem(file)) {
                return read(opened.getPath(folder));
            }
        } catch (URISyntaxException e) {
            throw new IOException("Can't read migrations at " + url, e);
        }
    }

    /** The file is there as a whole or not at all. */
    static Path write(Revision revision, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(revision.fileName());
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path unfinished = folder.resolve(revision.fileName() + ".part");
        Files.writeString(unfinished, RevisionFile.write(revision), StandardCharsets.UTF_8);
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        moveReplaced(folder);
        return file;
    }

    private static void moveReplaced(Path folder) throws IOException {
        Set<String> replaced = new HashSet<>();
        read(folder).forEach(revision -> replaced.addAll(revision.replaces()));
        if (replaced.isEmpty()) {
            return;
        }
        Path to = Files.createDirectories(folder.resolve(REPLACED));
        for (Path file : files(folder)) {
            Revision revision = read(file, Files.readString(file, StandardCharsets.UTF_8));
            if (replaced.contains(revision.id())) {
                Files.move(file, to.resolve(revision.fileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
