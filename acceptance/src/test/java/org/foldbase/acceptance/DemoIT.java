package org.foldbase.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What someone sees who tries Foldbase for the first time. */
@ExtendWith(Chromium.class)
class DemoIT {

    private static final Path PICTURE = RunningServer.HOME.resolve("docs/images/figure.png");

    @Test
    void theDemoOpensOnAFigureOfLoops(@TempDir Path folder, Visitor visitor) throws Exception {
        Process demo = RunningServer.launch(Map.of("XDG_DATA_HOME", folder.toString()), "demo");
        try {
            Page page = visitor.page();
            URI address = RunningServer.whereItIs(demo);
            page.navigate(address.toString());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
            page.waitForURL("**/pileups/*");
            page.getByTestId("plot").waitFor();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText("loops");
            page.getByTestId("plot").focus();
            assertThat(page.getByTestId("readout")).not().isEmpty();
            page.keyboard().press("Escape");
            picture(page);
            page.navigate(address.toString());
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("This link is used up");
        } finally {
            demo.toHandle().destroy();
        }
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as("ends well when it is told to stop").isZero();
    }

    /** Taken anew with -Dfoldbase.update-docs=true: its pixels depend on the machine's fonts. */
    private static void picture(Page page) throws Exception {
        if (Boolean.getBoolean("foldbase.update-docs")) {
            page.setViewportSize(1200, 860);
            page.mouse().move(0, 0);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURE));
        }
        assertThat(Files.readAllBytes(PICTURE)).startsWith(0x89, 'P', 'N', 'G');
    }
}
