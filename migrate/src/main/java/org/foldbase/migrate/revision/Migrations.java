package org.foldbase.migrate.revision;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;

/**
 * All revisions of a project and the graph they form. Loading replays every operation, so a graph
 * that exists is a sound one: no revision is missing, none runs in a circle, every operation fits
 * and every file's snapshot is what its operations lead to.
 */
public final class Migrations {

    /** Parents before children; among equals, older first. */
    private final Map<String, Revision> revisions;

    private Migrations(Map<String, Revision> revisions) {
        this.revisions = revisions;
    }

    /** Reads all {@code *.yaml} of a folder; a missing folder holds none. */
    public static Migrations load(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return of(List.of());
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        List<Revision> read = new ArrayList<>();
        for (Path file : files) {
            read.add(
                    RevisionFile.read(
                            file.toString(), Files.readString(file, StandardCharsets.UTF_8)));
        }
        return of(read);
    }

    /** Reads all {@code *.yaml} of a folder on the class path, also one inside a jar. */
    public static Migrations load(ClassLoader loader, String folder) throws IOException {
        URL url = loader.getResource(folder);
        if (url == null) {
            throw new MigrationException(
                    MigrationException.Kind.USAGE,
                    "There is no folder " + folder + " on the class path");
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return load(Path.of(uri));
            }
            String jar = uri.getRawSchemeSpecificPart();
            Path file = Path.of(URI.create(jar.substring(0, jar.lastIndexOf("!/"))));
            try (FileSystem opened = FileSystems.newFileSystem(file)) {
                return load(opened.getPath(folder));
            }
        } catch (URISyntaxException e) {
            throw new IOException("Can't read migrations at " + url, e);
        }
    }

    /** The graph of these revisions. */
    public static Migrations of(Collection<Revision> unsorted) {
        Map<String, Revision> byId = new LinkedHashMap<>();
        for (Revision revision : unsorted) {
            Revision other = byId.put(revision.id(), revision);
            if (other != null) {
                throw new MigrationException(
                        "Two files are revision " + other + " and " + revision);
            }
        }
        for (Revision revision : unsorted) {
            for (String parent : revision.parents()) {
                if (!byId.containsKey(parent)) {
                    throw new MigrationException(
                            "Revision "
                                    + revision
                                    + " follows "
                                    + parent
                                    + ", whose file is missing; put it back");
                }
            }
        }
        Migrations migrations = new Migrations(sorted(byId));
        for (Revision revision : migrations.revisions.values()) {
            migrations.requireSound(revision);
        }
        return migrations;
    }

    private static Map<String, Revision> sorted(Map<String, Revision> byId) {
        List<Revision> left = new ArrayList<>(byId.values());
        left.sort((a, b) ->
                a.date().equals(b.date())
                        ? a.id().compareTo(b.id())
                        : a.date().compareTo(b.date()));
        Map<String, Revision> sorted = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            Revision next =
                    left.stream()
                            .filter(r -> sorted.keySet().containsAll(r.parents()))
                            .findFirst()
                            .orElseThrow(() ->
                                    new MigrationException(
                                            "These revisions follow each other in a"
                                                    + " circle: "
                                                    + left));
            left.remove(next);
            sorted.put(next.id(), next);
        }
        return sorted;
    }

    private void requireSound(Revision revision) {
        Schema before = schemaAt(revision.parents());
        Schema after;
        Schema back;
        try {
            after = before.apply(revision.up());
            back = after.apply(revision.down());
        } catch (MigrationException e) {
            throw new MigrationException("In revision " + revision + ": " + e.getMessage(), e);
        }
        if (!after.hash().equals(revision.snapshot())) {
            throw new MigrationException(
                    "Revision "
                            + revision
                            + " was edited: its operations no longer lead to its snapshot, but to "
                            + after.hash());
        }
        if (!back.equals(before)) {
            throw new MigrationException(
                    "Revision "
                            + revision
                            + " does not lead back: after its down operations it differs by "
                            + SchemaDiff.between(before, back).operations().stream()
                                    .map(Operation::describe)
                                    .toList());
        }
    }

    /** All revisions, parents before children. */
    public List<Revision> history() {
        return List.copyOf(revisions.values());
    }

    /**
     * The revisions nothing follows: one, or none at the beginning, or more where people worked
     * apart.
     */
    public List<Revision> heads() {
        Set<String> followed = new HashSet<>();
        revisions.values().forEach(revision -> followed.addAll(revision.parents()));
        return revisions.values().stream().filter(r -> !followed.contains(r.id())).toList();
    }

    /** Whether there is a revision of exactly this id. */
    public boolean contains(String id) {
        return revisions.containsKey(id);
    }

    /** The revision of that id, or of the only id that begins so. */
    public Revision get(String idOrPrefix) {
        List<Revision> found =
                revisions.values().stream()
                        .filter(revision -> revision.id().startsWith(idOrPrefix))
                        .toList();
        if (found.size() != 1 || idOrPrefix.isEmpty()) {
            throw new MigrationException(
                    MigrationException.Kind.USAGE,
                    found.isEmpty() || idOrPrefix.isEmpty()
                            ? "There is no revision " + idOrPrefix
                            : "Revision " + idOrPrefix + " may be any of " + found);
        }
        return found.getFirst();
    }

    /** The revision and all it follows, parents before children. */
    public List<Revision> upTo(Collection<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        for (Revision revision : history().reversed()) {
            if (wanted.contains(revision.id())) {
                wanted.addAll(revision.parents());
            }
        }
        return revisions.values().stream().filter(r -> wanted.contains(r.id())).toList();
    }

    /** The schema after these revisions and all they follow. */
    public Schema schemaAt(Collection<String> ids) {
        Schema at = Schema.EMPTY;
        for (Revision revision : upTo(ids)) {
            at = at.apply(revision.up());
        }
        return at;
    }

    /** Every table that any revision makes, or made before another dropped or renamed it. */
    public Set<String> tableNames() {
        Set<String> names = new TreeSet<>();
        for (Revision revision : revisions.values()) {
            Schema at = schemaAt(revision.parents());
            for (Operation operation : revision.up()) {
                at = at.apply(operation);
                at.tables().forEach(table -> names.add(table.name()));
            }
        }
        return names;
    }

    /** The newest schema; with two heads there is none. */
    public Schema snapshot() {
        return schemaAt(soleHead());
    }

    private List<String> soleHead() {
        List<Revision> heads = heads();
        if (heads.size() > 1) {
            throw new MigrationException(
                    MigrationException.Kind.HEADS,
                    "There are " + heads.size() + " heads: " + heads + "; merge them first");
        }
        return heads.stream().map(Revision::id).toList();
    }

    /** A revision that follows the head with these changes; {@link #write} makes its file. */
    public Revision next(String message, SchemaDiff changes, Clock clock) {
        return revision(
                soleHead(), message, changes.operations(), changes.inverse(), snapshot(), clock);
    }

    /** A revision that follows all heads and changes nothing. */
    public Revision merge(String message, Clock clock) {
        List<String> heads = heads().stream().map(Revision::id).toList();
        if (heads.size() < 2) {
            throw new MigrationException(
                    MigrationException.Kind.USAGE,
                    "There is nothing to merge: heads are " + heads());
        }
        return revision(heads, message, List.of(), List.of(), schemaAt(heads), clock);
    }

    private static Revision revision(
            List<String> parents,
            String message,
            List<Operation> up,
            List<Operation> down,
            Schema before,
            Clock clock) {
        Instant date = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String snapshot = before.apply(up).hash();
        Revision draft =
                new Revision(
                        RevisionFile.idOf(parents, message, date, snapshot),
                        parents,
                        message,
                        date,
                        up,
                        down,
                        snapshot,
                        "");
        String text = RevisionFile.write(draft);
        return RevisionFile.read(draft.fileName(), text);
    }

    /** These migrations and one more, which follows some of them. */
    public Migrations with(Revision revision) {
        List<Revision> more = new ArrayList<>(revisions.values());
        more.add(revision);
        return of(more);
    }

    /**
     * Writes a revision's file into a folder, which is made when missing.
     *
     * @return the file, which was not there before
     */
    public static Path write(Revision revision, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(revision.fileName());
        return Files.writeString(
                file,
                RevisionFile.write(revision),
                StandardCharsets.UTF_8,
                java.nio.file.StandardOpenOption.CREATE_NEW);
    }
}
