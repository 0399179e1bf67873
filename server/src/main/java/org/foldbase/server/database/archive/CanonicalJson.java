package org.foldbase.server.database.archive;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON with its keys sorted and its numbers in one form: PostgreSQL reorders and rewrites them. */
final class CanonicalJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(
                            JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES,
                            JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private CanonicalJson() {}

    static String of(String json) {
        return MAPPER.writeValueAsString(MAPPER.readTree(json));
    }
}
