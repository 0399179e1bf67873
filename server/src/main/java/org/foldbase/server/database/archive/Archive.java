package org.foldbase.server.database.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A file that {@link Backup} wrote, checked as a whole before anything is read from it. */
public final class Archive implements RowSource, AutoCloseable {

    static final String MANIFEST = "manifest.json";

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;
    private final Schema schema;

    private Archive(Path file, ZipFile zip, Manifest manifest, Schema schema) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
        this.schema = schema;
    }

    static String entry(Table table) {
        return "tables/" + table.name() + ".jsonl";
    }

    static String entry(ManagedFile file) {
        return "files/" + file.path();
    }

    /**
     * Opens an archive.
     *
     * @throws DatabaseException it is not whole, or not for this program
     */
    public static Archive open(Path file, Migrations migrations) throws IOException {
        String fault = fault(file);
        if (!fault.isEmpty()) {
            throw bad(file, fault, null);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw bad(file, "can't be read: " + e.getMessage(), e);
        }
        try {
            Manifest manifest = manifest(file, zip);
            return new Archive(file, zip, manifest, schema(file, manifest, migrations));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String fault(Path file) throws IOException {
        try {
            return Seal.fault(file);
        } catch (NoSuchFileException e) {
            throw new DatabaseException(Kind.BAD_INPUT, "there is no file " + file, e);
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw bad(file, "has no " + MANIFEST, null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] json = in.readAllBytes();
            int format = Manifest.format(json);
            if (format > Manifest.FORMAT) {
                throw bad(
                        file,
                        "has format %d, and this program reads up to %d; use a newer foldbase"
                                .formatted(format, Manifest.FORMAT),
                        null);
            }
            return Manifest.parse(json);
        } catch (JacksonException e) {
            throw bad(file, "has a " + MANIFEST + " that can't be read", e);
        }
    }

    private static Schema schema(Path file, Manifest manifest, Migrations migrations) {
        for (String revision : manifest.revisions()) {
            if (!migrations.contains(revision)) {
                throw bad(
                        file,
                        "is of revision "
                                + revision
                                + ", which this program does not know; use the foldbase that wrote"
                                + " it ("
                                + manifest.origin().programVersion()
                                + ") or a newer one",
                        null);
            }
        }
        Schema schema = Snapshot.content(migrations.schemaAt(manifest.revisions()));
        if (!schema.hash().equals(manifest.snapshot())) {
            throw bad(
                    file,
                    "has other tables than revision "
                            + manifest.revisions()
                            + " makes; a migration was edited",
                    null);
        }
        return schema;
    }

    private static DatabaseException bad(Path file, String what, @Nullable Exception cause) {
        return cause == null
                ? new DatabaseException(Kind.BAD_INPUT, file + " " + what)
                : new DatabaseException(Kind.BAD_INPUT, file + " " + what, cause);
    }

    public Manifest manifest() {
        return manifest;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long rows(Table table) {
        return summary(table).rows();
    }

    @Override
    public long lastId(Table table) {
        return summary(table).lastId();
    }

    private TableSummary summary(Table table) {
        TableSummary summary = manifest.tables().get(table.name());
        if (summary == null) {
            throw bad(file, "has no table " + table.name(), null);
        }
        return summary;
    }

    /** Gives all rows; that they are the ones that were written is checked at their end. */
    @Override
    public void read(Table table, RowHandler handler) throws SQLException, IOException {
        RowHash hash = new RowHash(table);
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        try (InputStream in = stream(entry(table));
                RowLines.Reader lines = RowLines.reader(in, table)) {
            while (lines.next(row)) {
                Snapshot.requireNotInterrupted();
                hash.add(row);
                handler.row(row);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw bad(file, "has a row in table " + table.name() + " that can't be read", e);
        }
        if (!hash.summary(lastId(table)).equals(summary(table))) {
            throw bad(file, "has other rows in table " + table.name() + " than it says", null);
        }
    }

    /**
     * Compares every row with the one that a source gives.
     *
     * @throws DatabaseException naming the first that differs
     */
    public void requireSame(RowSource source, Progress progress) throws SQLException, IOException {
        long inAll = Loader.count(this);
        long[] done = {0};
        for (Table table : schema.tables()) {
            @Nullable Object[] mine = new @Nullable Object[table.columns().size()];
            try (InputStream in = stream(entry(table));
                    RowLines.Reader lines = RowLines.reader(in, table)) {
                source.read(
                        table,
                        row -> {
                            boolean same = lines.next(mine) && RowLines.areSame(table, mine, row);
                            requireSame(same, table, done[0]);
                            progress.at(++done[0], inAll);
                        });
                requireSame(!lines.next(mine), table, done[0]);
            }
        }
    }

    private void requireSame(boolean same, Table table, long row) {
        if (!same) {
            throw new DatabaseException(
                    Kind.FAILED,
                    "%s: table %s differs from the database (the archive's row %d); it can't be trusted"
                            .formatted(file, table.name(), row + 1));
        }
    }

    /** Writes a file that is in the archive; what was there is replaced. */
    public void extract(ManagedFile wanted, Path target) throws IOException {
        MessageDigest digest = RowHash.sha256();
        try (InputStream in = new DigestInputStream(stream(entry(wanted)), digest);
                OutputStream out = Files.newOutputStream(target)) {
            in.transferTo(out);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(wanted.sha256())) {
            throw bad(file, "has another file " + wanted.path() + " than it says", null);
        }
    }

    private InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw bad(file, "has no " + name, null);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
