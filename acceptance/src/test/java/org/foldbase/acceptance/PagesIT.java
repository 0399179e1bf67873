package org.foldbase.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every page, empty, filled and wrong, with its dialogs, light and dark: people can use it. */
@ExtendWith(Chromium.class)
class PagesIT {

    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/upload",
                    "/datasets",
                    "/pileups",
                    "/pileups/new",
                    "/tasks",
                    "/account",
                    "/admin/users",
                    "/admin/queues");

    @Test
    void everyPageIsAccessibleInEveryState(@TempDir Path folder, Visitor visitor) throws Exception {
        try (RunningServer server = RunningServer.start(folder.resolve("data"))) {
            server.addUser("ada", "ADMIN");
            look(visitor, server, "signed-out", "/sign-in");
            visitor.signIn(server, "ada");
            for (String page : PAGES) {
                look(visitor, server, "empty", page);
            }
            Api api = new Api(server, visitor.token("ADMIN"));
            JsonNode pileup = fill(api, folder);
            for (String page : PAGES) {
                look(visitor, server, "filled", page);
            }
            for (int dataset = 1; dataset <= 3; dataset++) {
                look(visitor, server, "filled", "/datasets/" + dataset);
            }
            look(visitor, server, "filled", "/pileups/" + pileup.get("id").asLong());
            for (String wrong :
                    List.of("/nothing", "/datasets/99", "/pileups/99", "/datasets?page=x")) {
                look(visitor, server, "wrong", wrong);
            }
            look(visitor, server, "wrong", "/datasets?q=nothing+is+called+so");
        }
    }

    /** A map, regions and a file that is neither; a pileup. */
    private static JsonNode fill(Api api, Path folder) throws Exception {
        Path map =
                CoolerBuilder.map()
                        .chrom("chr1", 5_000_000)
                        .binSize(10_000)
                        .resolutions(50_000)
                        .name("map")
                        .write(folder)
                        .file();
        Path sites =
                BedBuilder.bed()
                        .region("chr1", 1_000_000, 1_010_000)
                        .name("sites")
                        .write(folder)
                        .file();
        long mapId = api.upload(map).get("id").asLong();
        long sitesId = api.upload(sites).get("id").asLong();
        JsonNode broken = api.upload(Files.writeString(folder.resolve("notes.mcool"), "no map\n"));
        assertThat(broken.get("state").asString()).isEqualTo("FAILED");
        JsonNode pileup = api.pileup(mapId, sitesId, 200_000, 10_000, "OBS_EXP");
        assertThat(pileup.get("state").asString()).isEqualTo("READY");
        return pileup;
    }

    /** On a telephone: nothing sticks out to the side. */
    private static void lookAtNarrow(Page page, Visitor visitor, String what) {
        page.setViewportSize(390, 800);
        visitor.requireNoSidewaysScroll(what + " in a narrow window");
        visitor.shoot(fileName(what + " narrow"));
        page.setViewportSize(1280, 900);
    }

    private static String fileName(String what) {
        return what.replaceAll("[^a-zA-Z0-9]+", "-").toLowerCase(Locale.ROOT);
    }

    private static void look(Visitor visitor, RunningServer server, String state, String path) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            visitor.inColours(scheme);
            Page page = visitor.page();
            Response response = page.navigate(server.at(path));
            assertThat(response.status()).as(path).isLessThan(500);
            String what = state + " " + path + " " + scheme;
            visitor.requireAccessible(what);
            visitor.shoot(fileName(what));
            lookAtNarrow(page, visitor, what);
            for (Locator opener : page.locator("[data-dialog]:visible:enabled").all()) {
                opener.click();
                visitor.requireAccessible(
                        what + " with dialog " + opener.getAttribute("data-dialog"));
                page.keyboard().press("Escape");
            }
        }
    }
}
