package org.foldbase.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who calls a server over HTTP, keeps its cookies as a browser does, follows no redirect,
 * and sends the CSRF token that the pages' scripts would send.
 */
public final class Caller {

    private static final String CSRF_COOKIE = "XSRF-TOKEN";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration MOST = Duration.ofSeconds(30);

    private final URI server;
    private final CookieManager cookies = new CookieManager();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    public Caller(URI server) {
        this.server = server;
    }

    /** Sends an API token with all requests from now on. */
    public Caller withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Sends a header with all requests from now on. */
    public Caller with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Has the cookie of a session. */
    public Caller withSession(String key) {
        HttpCookie cookie = new HttpCookie("foldbase-session-" + server.getPort(), key);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(server, cookie);
        return this;
    }

    /** The value of a cookie that it has. */
    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().get(server).stream()
                .filter(it -> it.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "", "");
    }

    /** Sends a form with the fields, name by name. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send("POST", path, FORM, body(fields));
    }

    /** Sends JSON. */
    public HttpResponse<String> json(String method, String path, String body) {
        return send(method, path, "application/json", body);
    }

    /**
     * Sends a request; one that changes something brings the CSRF token along.
     *
     * @param contentType empty for a request without a body
     */
    public HttpResponse<String> send(String method, String path, String contentType, String body) {
        csrf(method).ifPresent(it -> headers.put("X-XSRF-TOKEN", it));
        HttpResponse<String> response = sendAsIs(method, path, contentType, body);
        headers.remove("X-XSRF-TOKEN");
        return response;
    }

    /** Sends a request without adding anything. */
    public HttpResponse<String> sendAsIs(
            String method, String path, String contentType, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(MOST)
                        .method(
                                method,
                                contentType.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The status of an answer, whose body need not come to an end. A way to the page for signing in
     * counts as 401.
     *
     * @param json the body, if there is one
     * @param form the body otherwise; empty for no body
     */
    public int status(
            String method,
            String path,
            Map<String, String> more,
            Optional<String> json,
            Map<String, String> form) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path.replace(" ", "%20"))).timeout(MOST);
        Map<String, String> all = new LinkedHashMap<>(headers);
        csrf(method).ifPresent(it -> all.put("X-XSRF-TOKEN", it));
        if (json.isPresent()) {
            all.put("Content-Type", "application/json");
        } else if (!form.isEmpty()) {
            all.put("Content-Type", FORM);
        }
        all.putAll(more);
        all.forEach(request::header);
        String body = json.orElseGet(() -> body(form));
        request.method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream answer = response.body()) {
                answer.readNBytes(isEndless(response) ? 0 : MOST_BYTES);
            }
            boolean toSignIn =
                    response.headers()
                            .firstValue("Location")
                            .filter(it -> it.startsWith("/sign-in?first"))
                            .isPresent();
            return toSignIn ? 401 : response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an answer that goes on, as they come. */
    public Stream<String> lines(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEndless(HttpResponse<InputStream> response) {
        return response.headers()
                .firstValue("Content-Type")
                .filter(it -> it.startsWith("text/event-stream"))
                .isPresent();
    }

    /** The CSRF token for a request that needs one; it comes with any page. */
    private Optional<String> csrf(String method) {
        boolean changes = !method.equals("GET") && !method.equals("HEAD");
        if (!changes || headers.containsKey("Authorization")) {
            return Optional.empty();
        }
        if (cookie(CSRF_COOKIE).isEmpty()) {
            sendAsIs("GET", "/sign-in/once?key=none", "", "");
        }
        return cookie(CSRF_COOKIE);
    }

    private static String body(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
