package org.foldbase.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.entity.EntityModel;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Renames;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.server.database.DatabaseException.Kind;

/** A checkout of the sources, the only place where revisions are written. */
public final class SourceTree {

    private static final String MIGRATIONS = "migrations";

    private final Path folder;

    private SourceTree(Path folder) {
        this.folder = folder;
    }

    /** The same with its revisions in another folder. */
    public static SourceTree withRevisionsIn(Path folder) {
        return new SourceTree(folder);
    }

    /** The checkout whose launcher started this process. */
    public static SourceTree here() {
        return find().orElseThrow(() ->
                DatabaseException.refused(
                        "revisions are written in a checkout of the sources, by its own"
                                + " ./foldbase; this program is not in one"));
    }

    private static Optional<SourceTree> find() {
        return Optional.ofNullable(System.getProperty("foldbase.home"))
                .map(Path::of)
                .filter(home ->
                        Files.isRegularFile(home.resolve("pom.xml"))
                                && Files.isDirectory(home.resolve(MIGRATIONS)))
                .map(home -> new SourceTree(home.resolve(MIGRATIONS)));
    }

    /**
     * The revisions that this program goes by: its checkout's, so that a new one needs no build;
     * without a checkout, those packed into the program.
     */
    public static Migrations migrations() {
        return find().map(SourceTree::revisions)
                .orElseGet(() ->
                        read(() -> Migrations.load(SourceTree.class.getClassLoader(), MIGRATIONS)));
    }

    /** The revisions of this checkout. */
    public Migrations revisions() {
        return read(() -> Migrations.load(folder));
    }

    private interface Reading {
        Migrations load() throws IOException;
    }

    private static Migrations read(Reading reading) {
        try {
            return reading.load();
        } catch (IOException e) {
            throw new DatabaseException(
                    Kind.FAILED, "the migrations can't be read: " + e.getMessage(), e);
        }
    }

    /** What the entities of this program differ in from the newest revision. */
    public static SchemaDiff changes(Migrations migrations, Renames renames) {
        return SchemaDiff.between(migrations.snapshot(), entities(), renames);
    }

    /** The schema that the entities ask for; this, and nothing else here, loads Hibernate. */
    private static Schema entities() {
        return EntityModel.of(EntityClasses.load(), Map.of());
    }

    /** Writes a revision's file, whole or not at all. */
    public Path write(Revision revision) {
        try {
            return Migrations.write(revision, folder);
        } catch (IOException e) {
            throw new DatabaseException(
                    Kind.FAILED,
                    "the revision can't be written to " + folder + ": " + e.getMessage(),
                    e);
        }
    }
}
