package org.foldbase.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what browsers report of scripts, styles and requests that the pages must not have. */
@RestController
public class ContentPolicyReports {

    static final String PATH = "/csp-report";

    private static final Logger LOG = LoggerFactory.getLogger(ContentPolicyReports.class);
    private static final int MOST_BYTES = 8192;
    private static final int MOST_LOGGED = 1000;

    private final AtomicLong count = new AtomicLong();
    private final JsonMapper json;

    ContentPolicyReports(JsonMapper json) {
        this.json = json;
    }

    /** How many there were since the start: in a sound server none. */
    public long count() {
        return count.get();
    }

    @PostMapping(PATH)
    @Needs(Permission.ENTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES);
        if (count.incrementAndGet() <= MOST_LOGGED) {
            LOG.warn("a browser reports a breach of the content policy: {}", told(body));
        }
    }

    /** What was stopped and where, without the query, which may hold a key. */
    private String told(byte[] body) {
        try {
            JsonNode report =
                    json.readTree(new String(body, StandardCharsets.UTF_8)).path("csp-report");
            return "%s stopped %s on %s"
                    .formatted(
                            text(report, "violated-directive"),
                            text(report, "blocked-uri"),
                            text(report, "document-uri"));
        } catch (JacksonException e) {
            LOG.debug("a report that is no JSON", e);
            return "something that can't be read";
        }
    }

    private static String text(JsonNode report, String name) {
        String text =
                report.path(name)
                        .asString("")
                        .replaceFirst("[?#].*", "")
                        .replaceAll("[^\\x20-\\x7e]", "");
        return text.isEmpty() ? "something" : text.substring(0, Math.min(200, text.length()));
    }
}
