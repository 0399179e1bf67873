package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** Which columns name files, and the files that rows name in them. */
public final class NamedFiles {

    private static final List<Place> PLACES =
            List.of(
                    new Place("dataset", "file_path", Kind.CHECKED),
                    new Place("upload", "file_path", Kind.FILE),
                    new Place("pileup_region", "file_path", Kind.FILE),
                    new Place("pileup", "matrix_path", Kind.FILE),
                    new Place("pileup", "counts_path", Kind.FILE),
                    new Place("pileup", "provenance_path", Kind.FILE),
                    new Place("task_result", "file_path", Kind.FILE),
                    new Place("job", "work_dir", Kind.FOLDER),
                    new Place("job", "output_dir", Kind.FOLDER));

    private static final Set<String> WHOLE = Set.of("READY", "CHECKING");

    private enum Kind {
        FILE,
        FOLDER,
        /** A file of which the row says where it is, how it is, and what it has. */
        CHECKED
    }

    private record Place(String table, String column, Kind kind) {}

    private NamedFiles() {}

    /** Whether a column is known to name files. */
    static boolean knows(String table, String column) {
        return PLACES.stream().anyMatch(it -> it.table.equals(table) && it.column.equals(column));
    }

    /** All files that rows name. */
    public static List<NamedFile> of(RowSource source) throws SQLException, IOException {
        List<NamedFile> files = new ArrayList<>();
        for (Table table : source.schema().tables()) {
            List<Place> places =
                    PLACES.stream().filter(it -> it.table.equals(table.name())).toList();
            if (!places.isEmpty()) {
                source.read(
                        table,
                        values -> {
                            Row row = new Row(table, values);
                            places.forEach(place -> row.file(place).ifPresent(files::add));
                        });
            }
        }
        return files;
    }

    private record Row(Table table, @Nullable Object[] values) {

        Optional<NamedFile> file(Place place) {
            return get(place.column, String.class).map(path -> file(place, path));
        }

        private NamedFile file(Place place, String path) {
            boolean checked = place.kind == Kind.CHECKED;
            String id = String.valueOf(values[index(table.primaryKey().getFirst())]);
            return new NamedFile(
                    table.name() + " " + id + ", " + place.column,
                    path,
                    checked && get("location", String.class).filter("EXTERNAL"::equals).isPresent(),
                    place.kind == Kind.FOLDER,
                    checked
                            ? get("state", String.class).filter(WHOLE::contains).isPresent()
                            : place.kind == Kind.FILE,
                    checked ? get("size_bytes", Long.class) : Optional.empty(),
                    checked ? get("sha256", String.class) : Optional.empty(),
                    checked ? get("file_modified_at", Instant.class) : Optional.empty());
        }

        private <T> Optional<T> get(String column, Class<T> type) {
            int index = index(column);
            return index < 0
                    ? Optional.empty()
                    : Optional.ofNullable(values[index]).map(type::cast);
        }

        private int index(String column) {
            return table.columns().stream().map(Column::name).toList().indexOf(column);
        }
    }
}
