package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.foldbase.hic.testing.BuiltCooler;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MapInfoTest {
    @TempDir Path dir;

    private BuiltCooler map;

    @BeforeEach
    void write() throws IOException {
        map = CoolerBuilder.map().resolutions(20_000).weightColumn("KR").write(dir);
    }

    @Test
    void theTableNamesMapsAndChromosomes() {
        Run run = Run.foldbase("map", "info", map.file());
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsSubsequence(
                        map.file() + ": multi-resolution, 2 maps",
                        "/resolutions/10000             10,000          161",
                        "KR",
                        "symmetric-upper; bin2_id ",
                        "/resolutions/20000             20,000           81",
                        "assembly ",
                        "chr1                        1,000,000",
                        "chr2                          605,000");
    }

    @Test
    void jsonHoldsTheSameForMachines() {
        Run run = Run.foldbase("map", "info", "--json", map.file());
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.get("layout").asString()).isEqualTo("MULTI_RESOLUTION");
        assertThat(json.get("maps")).hasSize(2);
        JsonNode base = json.get("maps").get(0);
        assertThat(base.get("group").asString()).isEqualTo("/resolutions/10000");
        assertThat(base.get("binSizeBp").asLong()).isEqualTo(10_000);
        assertThat(base.get("bins").asLong()).isEqualTo(161);
        assertThat(base.get("pixels").asLong()).isEqualTo(map.base().pixels().size());
        assertThat(base.get("weights").get(0).asString()).isEqualTo("KR");
        assertThat(base.get("storageMode").asString()).isEqualTo("SYMMETRIC_UPPER");
        assertThat(base.get("chromosomes").get(1).get("name").asString()).isEqualTo("chr2");
        assertThat(base.get("chromosomes").get(1).get("sizeBp").asLong()).isEqualTo(605_000);
    }

    @Test
    void oneGroupCanBeAskedFor() {
        Run run = Run.foldbase("map", "info", map.file() + "::resolutions/20000");
        assertThat(run.out()).contains("/resolutions/20000").doesNotContain("/resolutions/10000");
        Run none = Run.foldbase("map", "info", map.file() + "::resolutions/5");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("it has /resolutions/10000, /resolutions/20000");
    }

    @Test
    void aFileWithoutAMapIsBadInput() {
        Run run = Run.foldbase("map", "info", dir);
        assertThat(run.err()).isEqualTo("foldbase: %s: a directory, not a file%n".formatted(dir));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
    }
}
