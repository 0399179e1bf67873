package org.foldbase.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From an empty server to an exported figure, in a browser alone. */
@ExtendWith(Chromium.class)
class JourneyIT {

    private static final double PATIENCE_MS = 60_000;

    @Test
    void filesAreUploadedAveragedLookedAtAndExported(@TempDir Path folder, Visitor visitor)
            throws Exception {
        Path map = map(folder);
        Path sites = sites(folder);
        try (RunningServer server = RunningServer.start(folder.resolve("data"))) {
            server.addUser("ada", "ANALYST");
            visitor.signIn(server, "ada");
            Page page = visitor.page();
            page.navigate(server.at("/upload"));
            upload(page, map);
            upload(page, sites);

            page.navigate(server.at("/pileups/new"));
            choose(page, "window", "400000", false);
            choose(page, "window", "100000", true);
            choose(page, "map", "1", true);
            choose(page, "regionSet", "2", true);
            choose(page, "bin", "10000", true);
            choose(page, "value", "OBS_EXP", true);
            Locator plan = page.getByTestId("plan");
            assertThat(plan).containsText("1 task");
            plan.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Compute"))
                    .click();
            page.waitForURL("**/pileups**");
            if (!page.url().matches(".*/pileups/\\d+$")) {
                page.locator(".card a strong").first().click();
            }
            Locator plot = page.getByTestId("plot");
            plot.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));

            colours(page, plot);
            hover(page, plot);
            export(page, server, map, sites, folder);
        }
    }

    private static Path map(Path folder) throws Exception {
        return CoolerBuilder.map()
                .chrom("chr1", 5_000_000)
                .binSize(10_000)
                .resolutions(50_000)
                .name("map")
                .write(folder)
                .file();
    }

    private static Path sites(Path folder) throws Exception {
        return BedBuilder.bed()
                .region("chr1", 1_000_000, 1_010_000)
                .region("chr1", 2_500_000, 2_510_000)
                .name("sites")
                .write(folder)
                .file();
    }

    private static void upload(Page page, Path file) {
        page.locator("#files").setInputFiles(file);
        Locator row =
                page.locator("[data-upload]")
                        .filter(
                                new Locator.FilterOptions()
                                        .setHasText(file.getFileName().toString()));
        assertThat(row.locator("[data-chip]"))
                .hasText("Ready", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
    }

    /** Ticks a box, or takes the tick away, and waits until the page has taken notice. */
    private static void choose(Page page, String name, String value, boolean wanted) {
        Locator box = page.locator("#" + name + "-" + value);
        if (box.isChecked() != wanted) {
            String choice = name + "=" + value;
            box.setChecked(wanted);
            page.waitForURL(url -> List.of(url.split("[?&]", -1)).contains(choice) == wanted);
        }
    }

    /** Another scale gives other pixels, and the same scale the same ones. */
    private static void colours(Page page, Locator plot) {
        List<Object> before = pixels(plot);
        Locator highest = page.getByLabel("Highest", new Page.GetByLabelOptions().setExact(true));
        String was = highest.inputValue();
        highest.fill(Double.toString(3 * Double.parseDouble(was)));
        highest.press("Enter");
        page.waitForURL(url -> url.contains("vmax="));
        assertThat(pixels(plot)).isNotEqualTo(before);
        page.reload();
        plot.waitFor();
        assertThat(pixels(plot)).as("the scale is in the address").isNotEqualTo(before);
        page.getByTestId("reset").click();
        assertThat(highest).hasValue(was);
        assertThat(pixels(plot)).isEqualTo(before);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> pixels(Locator canvas) {
        return (List<Object>)
                canvas.evaluate(
                        """
                        (canvas) => {
                          const { width, height } = canvas;
                          const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
                          const samples = [];
                          for (let i = 1; i < 40; i++) {
                            for (let j = 1; j < 40; j++) {
                              const at = 4 * (Math.floor(i * height / 40) * width + Math.floor(j * width / 40));
                              samples.push(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
                            }
                          }
                          return samples;
                        }
                        """);
    }

    private static void hover(Page page, Locator plot) {
        plot.hover();
        assertThat(page.getByTestId("readout")).containsText("regions");
        plot.focus();
        page.keyboard().press("Home");
        page.keyboard().press("ArrowDown");
        assertThat(page.getByTestId("readout")).not().isEmpty();
    }

    /** The exported matrix is the command's own, to the byte. */
    private static void export(Page page, RunningServer server, Path map, Path sites, Path folder)
            throws Exception {
        Path exported = folder.resolve("exported.npy");
        Download download =
                page.waitForDownload(() ->
                        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("NPY"))
                                .click());
        download.saveAs(exported);
        server.command(
                "pileup",
                map + "::resolutions/10000",
                sites.toString(),
                "--flank",
                "100000",
                "--output",
                folder.resolve("command").toString());
        assertThat(exported).hasSameBinaryContentAs(folder.resolve("command.npy"));
        assertThat(Files.size(exported)).isGreaterThan(21L * 21 * Double.BYTES);
    }
}
