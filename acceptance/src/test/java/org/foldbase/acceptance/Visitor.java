package org.foldbase.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Someone with a browser: a page, and what went wrong in it. */
final class Visitor {

    private static final double SETTLES_MS = 5_000;
    private static final Path SHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Visitor(Browser browser) {
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 900)
                                .setLocale("en-GB")
                                .setTimezoneId("UTC"));
        page = context.newPage();
        // Chromium tells breaches of the content security policy on its console, too.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")) {
                troubles.add(message.text());
            }
        });
        page.onPageError(troubles::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:")
                    && !request.url().matches("(?:data|blob):.*")) {
                troubles.add("a request left for " + request.url());
            }
            if (request.url().endsWith("/csp-report")) {
                troubles.add("a breach of the content policy: " + request.postData());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Signs in on the sign-in page. */
    void signIn(RunningServer server, String name) {
        page.navigate(server.at("/sign-in"));
        page.getByLabel("User name").fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(RunningServer.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** A token of whoever is signed in. */
    String token(String scope) {
        return (String)
                page.evaluate(
                        """
                        async (scope) => (await (await fetch("/api/v1/tokens", {
                          method: "POST",
                          headers: {
                            "Content-Type": "application/json",
                            "X-XSRF-TOKEN": document.cookie.match(/XSRF-TOKEN=([^;]*)/)[1],
                          },
                          body: JSON.stringify({ name: "test", scope }),
                        })).json()).key
                        """,
                        scope);
    }

    /** Fails if the page can be scrolled sideways, once it has taken its place in the window. */
    void requireNoSidewaysScroll(String what) {
        try {
            page.waitForFunction(
                    "document.documentElement.scrollWidth <= innerWidth",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(SETTLES_MS));
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "%s is %s wide"
                            .formatted(what, page.evaluate("document.documentElement.scrollWidth")),
                    e);
        }
    }

    void inColours(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** A picture of the whole page among the build's output. */
    void shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    /** Fails on what axe-core calls serious or critical for people with disabilities. */
    void requireAccessible(String what) {
        page.evaluate(axe());
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> found =
                (List<Map<String, Object>>)
                        page.evaluate(
                                """
                                async () => (await axe.run(document, {
                                  resultTypes: ["violations"],
                                })).violations
                                  .filter((it) => ["serious", "critical"].includes(it.impact))
                                  .map((it) => ({
                                    id: it.id,
                                    nodes: it.nodes.map((node) => node.html).join("\\n"),
                                    why: it.nodes.map((node) => node.failureSummary).join("\\n"),
                                  }))
                                """);
        assertThat(
                        found.stream()
                                .map(it ->
                                        it.get("id")
                                                + ":\n"
                                                + it.get("nodes")
                                                + "\n"
                                                + it.get("why"))
                                .collect(Collectors.joining("\n\n")))
                .as("serious findings of axe-core on %s", what)
                .isEmpty();
    }

    private static String axe() {
        try (InputStream in = Visitor.class.getResourceAsStream("/axe.min.js")) {
            assertThat(in).as("axe-core from npm").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what went wrong so far, where that was meant. */
    void forgetTroubles() {
        troubles.clear();
    }

    void leave() {
        context.close();
        assertThat(troubles).as("what went wrong in the pages").isEmpty();
    }
}
