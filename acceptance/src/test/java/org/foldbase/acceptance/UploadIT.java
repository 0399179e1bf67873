package org.foldbase.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way in: dropped, cut off, resumed, and refused. */
@ExtendWith(Chromium.class)
class UploadIT {

    private static final double PATIENCE_MS = 60_000;

    /** Enough for seconds on a slow line. */
    private static final long LARGE_BYTES = 12L << 20;

    private static final int SLOW_BYTES_PER_SECOND = 2 << 20;

    @TempDir private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder.resolve("data"));
        server.addUser("ada", "ANALYST");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open(Visitor visitor) {
        visitor.signIn(server, "ada");
        page = visitor.page();
        page.onDialog(Dialog::accept);
        page.navigate(server.at("/upload"));
    }

    /** A map that is whole and, for what follows it, large. */
    private static Path largeMap(String name, long seed) throws IOException {
        Path map =
                CoolerBuilder.map()
                        .chrom("chr1", 1_000_000)
                        .seed(seed)
                        .name(name)
                        .write(folder)
                        .file();
        try (RandomAccessFile file = new RandomAccessFile(map.toFile(), "rw")) {
            file.setLength(LARGE_BYTES);
        }
        return map;
    }

    private Locator row(Path file) {
        return row(file.getFileName().toString());
    }

    private Locator row(String name) {
        return page.locator("[data-upload]").filter(new Locator.FilterOptions().setHasText(name));
    }

    private void becomes(Locator row, String chip) {
        assertThat(row.locator("[data-chip]"))
                .hasText(chip, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
    }

    private void choose(Path file) {
        page.locator("#files").setInputFiles(file);
    }

    /** Lets so many bytes a second out of the page. */
    private void line(int bytesPerSecond) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        session.send("Network.emulateNetworkConditions", conditions);
    }

    /** Chooses a file, and waits until a part of it is on the server. */
    private void chooseOnASlowLine(Path file) {
        line(SLOW_BYTES_PER_SECOND);
        choose(file);
        assertThat(row(file).locator("[data-say]"))
                .containsText(
                        Pattern.compile("[1-9]\\d*\\.\\d MB of"),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
    }

    /** Chooses a file of which the server has a part, and sees that only the rest is sent. */
    private void goesOn(Path file) {
        Request rest = page.waitForRequest(it -> it.method().equals("PATCH"), () -> choose(file));
        assertThat(Long.parseLong(rest.headerValue("upload-offset")))
                .isBetween(1L, LARGE_BYTES - 1);
        becomes(row(file), "Ready");
    }

    @Test
    void anUploadCutByAReloadGoesOnWhereItWas() throws Exception {
        Path map = largeMap("reloaded", 1);
        chooseOnASlowLine(map);
        page.reload();
        assertThat(page.locator("#unfinished")).containsText("reloaded");
        line(-1);
        goesOn(map);
        page.reload();
        assertThat(page.locator("#unfinished")).isHidden();
    }

    @Test
    void anUploadOutlivesALineThatBreaks() throws Exception {
        Path map = largeMap("broken", 2);
        chooseOnASlowLine(map);
        page.context().setOffline(true);
        page.context().setOffline(false);
        line(-1);
        becomes(row(map), "Ready");
    }

    @Test
    void anUploadWhoseSessionEndsSaysSoAndGoesOnAfterSigningInAgain(Visitor visitor)
            throws Exception {
        Path map = largeMap("signed-out", 3);
        chooseOnASlowLine(map);
        Locator row = row(map);
        row.getByRole(AriaRole.BUTTON, named("Pause")).click();
        becomes(row, "Paused");
        page.context().clearCookies();
        row.getByRole(AriaRole.BUTTON, named("Go on")).click();
        becomes(row, "Not uploaded");
        assertThat(row).containsText("Your session has ended. Sign in again");
        line(-1);
        visitor.signIn(server, "ada");
        page.navigate(server.at("/upload"));
        goesOn(map);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    @Test
    void filesAreTakenWhereTheyAreDropped() throws Exception {
        choose(CoolerBuilder.map().chrom("chr1", 1_000_000).name("genome").write(folder).file());
        becomes(row("genome"), "Ready");
        JSHandle dragged =
                page.evaluateHandle(
                        """
                        () => {
                          const dragged = new DataTransfer();
                          dragged.items.add(new File(["chr1\\t10\\t20\\n"], "dropped.bed"));
                          return dragged;
                        }
                        """);
        page.dispatchEvent("#drop", "dragover", Map.of("dataTransfer", dragged));
        assertThat(page.locator("#drop")).hasClass(Pattern.compile("over"));
        page.dispatchEvent("#drop", "drop", Map.of("dataTransfer", dragged));
        becomes(row("dropped.bed"), "Ready");
        assertThat(page.locator("#drop")).not().hasClass(Pattern.compile("over"));
    }

    private void isRefused(String name, byte[] content, String sentence) {
        page.locator("#files")
                .setInputFiles(new FilePayload(name, "application/octet-stream", content));
        Locator row = page.locator("[data-upload]").last();
        assertThat(row.locator("[data-chip]"))
                .hasText(
                        Pattern.compile("Can't be used|Not uploaded"),
                        new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        assertThat(row).containsText(sentence);
    }

    @Test
    void wrongFilesAreRefusedInOneSentence() throws Exception {
        Path map = CoolerBuilder.map().chrom("chrA", 500_000).name("small").write(folder).file();
        choose(map);
        becomes(row(map), "Ready");
        choose(map);
        becomes(row(map).last(), "Here already");

        byte[] bigWig = Arrays.copyOf(HexFormat.of().parseHex("26fc8f8804000a00"), 4_000);
        isRefused("signal.mcool", bigWig, "signal.mcool is a bigWig");
        byte[] whole = Files.readAllBytes(map);
        isRefused("cut.cool", Arrays.copyOf(whole, whole.length / 2), "cut.cool");
        isRefused("mouse.bed", text("chrA\t1\t2\nchrM\t1\t2\n"), "no chromosome chrM (line 2)");
        isRefused("words.bed", text("chrA\tten\t20\n"), "words.bed, line 1: ");
        isRefused("empty.bed", new byte[0], "The file is empty.");
    }

    @Test
    void aNameOfAnyLengthFitsThePage(Visitor visitor) {
        isRefused("n".repeat(296) + ".bed", text("chrU\t1\t2\n"), "no chromosome chrU");
        visitor.requireNoSidewaysScroll("uploads");
        page.locator("[data-upload] a").click();
        assertThat(page.locator("h1")).containsText("nnn");
        visitor.requireNoSidewaysScroll("the dataset");
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
