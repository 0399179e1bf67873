package org.foldbase.server.database.archive;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive says about itself.
 *
 * @param format raised when older programs can't read it any more
 * @param revisions the newest revisions of the schema: one, unless it stood on branches
 * @param snapshot the hash of that schema
 * @param backend the back-end it came from, as people write it
 * @param tables what each table has
 * @param files all files that rows name, in the archive or not
 * @param withFiles whether they are in the archive
 */
public record Manifest(
        int format,
        Origin origin,
        List<String> revisions,
        String snapshot,
        String backend,
        Map<String, TableSummary> tables,
        List<ManagedFile> files,
        boolean withFiles) {

    /** What this program writes, and the newest it reads. */
    public static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    byte[] json() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest parse(byte[] json) throws JacksonException {
        return MAPPER.readValue(json, Manifest.class);
    }

    static int format(byte[] json) throws JacksonException {
        return MAPPER.readTree(json).path("format").asInt(0);
    }
}
