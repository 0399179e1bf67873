package org.foldbase.server.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a Redis is.
 *
 * @param tls whether it is spoken to encrypted
 * @param number of the database in it
 * @param user nothing: the default one
 * @param password nothing if none is needed
 */
public record RedisAddress(
        boolean tls,
        String host,
        int port,
        int number,
        Optional<String> user,
        Optional<String> password) {

    private static final int USUAL_PORT = 6379;
    private static final String FORM =
            "it is database, or redis://[user:password@]host[:port][/number], or the same with"
                    + " rediss://";

    /** Nothing for {@code database}; messages never show what was given, which has a password. */
    static Optional<RedisAddress> parse(String text) {
        if (text.equals("database")) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(new URI(text)));
        } catch (URISyntaxException | NumberFormatException e) {
            // The cause would quote the URL.
            throw new SettingsException(FORM);
        }
    }

    private static RedisAddress of(URI uri) {
        boolean tls = "rediss".equals(uri.getScheme());
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        if ((!tls && !"redis".equals(uri.getScheme()))
                || uri.getHost() == null
                || port < 1
                || port > WebSettings.LAST_PORT
                || !path.matches("/?|/\\d{1,4}")
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new SettingsException(FORM);
        }
        String login = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = login.indexOf(':');
        if (colon < 0 && !login.isEmpty()) {
            throw new SettingsException(FORM);
        }
        return new RedisAddress(
                tls,
                uri.getHost(),
                port,
                path.length() < 2 ? 0 : Integer.parseInt(path.substring(1)),
                part(login, 0, Math.max(colon, 0)),
                part(login, colon + 1, login.length()));
    }

    private static Optional<String> part(String login, int from, int to) {
        // A plus stands for itself here, unlike in forms.
        String raw = login.substring(from, to).replace("+", "%2B");
        return Optional.of(URLDecoder.decode(raw, StandardCharsets.UTF_8))
                .filter(it -> !it.isEmpty());
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://")
                + host
                + ":"
                + port
                + (number == 0 ? "" : "/" + number);
    }
}
