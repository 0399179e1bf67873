package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The committed files that {@code make_fixtures.py} wrote, and what h5py read from them. */
final class Fixture {
    static final List<String> NAMES =
            List.of(
                    "earliest.h5",
                    "v108.h5",
                    "latest.h5",
                    "user_block.h5",
                    "indexes.h5",
                    "dense.h5");

    private Fixture() {}

    static Path path(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Fixture.class.getResource("/hdf5/" + name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode expected(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(path("expected.json"))).get(name);
    }
}
