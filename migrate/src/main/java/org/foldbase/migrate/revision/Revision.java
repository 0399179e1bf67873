package org.foldbase.migrate.revision;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.foldbase.migrate.schema.Operation;

/**
 * One step in a schema's history, as one file holds it for all back-ends.
 *
 * @param id 12 hexadecimal digits
 * @param parents the revisions it follows: none for the first, two for a merge
 * @param replaces the revisions instead of which it stands; almost always none
 * @param message what it is for, in one line
 * @param up the operations from the parents' schema to this one
 * @param down the operations back
 * @param snapshot {@link org.foldbase.migrate.schema.Schema#hash} of the schema after it
 * @param checksum SHA-256 of the file's text, line ends as LF: an edited file has another
 */
public record Revision(
        String id,
        List<String> parents,
        List<String> replaces,
        String message,
        Instant date,
        List<Operation> up,
        List<Operation> down,
        String snapshot,
        String checksum) {

    public Revision {
        parents = List.copyOf(parents);
        replaces = List.copyOf(replaces);
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    /** The name of its file: {@code 3f9a1c2b7d10_add_description.yaml}. */
    public String fileName() {
        String slug =
                message.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        return id + "_" + slug.substring(0, Math.min(40, slug.length())) + ".yaml";
    }

    /** The id and the message, as lists and errors show it. */
    @Override
    public String toString() {
        return id + " (" + message + ")";
    }
}
