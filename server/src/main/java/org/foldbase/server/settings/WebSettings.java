package org.foldbase.server.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server is reached.
 *
 * @param host the address that it listens on
 * @param port 0 takes a free one
 * @param trustedProxies addresses and networks whose word on their clients is believed
 * @param certificate PEM, for HTTPS
 * @param privateKey PEM, for HTTPS
 */
public record WebSettings(
        String host,
        int port,
        List<String> trustedProxies,
        Optional<Path> certificate,
        Optional<Path> privateKey) {

    static final String THIS_MACHINE = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;
    static final int LAST_PORT = 65_535;

    private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F.:]+)(?:/(\\d{1,3}))?");

    public WebSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Whether the server itself speaks HTTPS. */
    public boolean hasTls() {
        return certificate.isPresent();
    }

    /** Where a browser on this machine finds the server, unless it took a free port. */
    public String localUrl() {
        InetAddress address = address();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return (hasTls() ? "https://" : "http://")
                + (address.isAnyLocalAddress() ? "localhost" : literal)
                + ":"
                + port;
    }

    /** The address to listen on. */
    public InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SettingsException(
                    Setting.HOST.key() + ": there is no address '" + host + "'", e);
        }
    }

    /**
     * Refuses to carry passwords in the clear: an address that other machines reach needs TLS, or a
     * proxy in front that has it.
     */
    public void requireSafe() {
        if (certificate.isPresent() != privateKey.isPresent()) {
            throw new SettingsException(
                    "HTTPS needs both "
                            + Setting.TLS_CERTIFICATE.key()
                            + " and "
                            + Setting.TLS_KEY.key());
        }
        certificate.ifPresent(file -> requireReadable(Setting.TLS_CERTIFICATE, file));
        privateKey.ifPresent(file -> requireReadable(Setting.TLS_KEY, file));
        if (!address().isLoopbackAddress() && !hasTls() && trustedProxies.isEmpty()) {
            throw new SettingsException(
                    "on "
                            + host
                            + " passwords would cross the network in the clear: give "
                            + Setting.TLS_CERTIFICATE.key()
                            + " and "
                            + Setting.TLS_KEY.key()
                            + ", or the address of the HTTPS proxy in front as "
                            + Setting.TRUSTED_PROXIES.key()
                            + ", or stay on "
                            + THIS_MACHINE);
        }
    }

    private static void requireReadable(Setting setting, Path file) {
        if (!Files.isReadable(file)) {
            throw new SettingsException(setting.key() + ": " + file + " can't be read");
        }
    }

    /** Addresses and networks, such as {@code 10.0.0.7, fd00::/8}. */
    static List<String> networks(String text) {
        List<String> networks = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String network : networks) {
            Matcher parts = NETWORK.matcher(network);
            if (!parts.matches() || !isNetwork(parts)) {
                throw new SettingsException(
                        "'" + network + "' is neither an address nor a network such as 10.0.0.0/8");
            }
        }
        return networks;
    }

    private static boolean isNetwork(Matcher parts) {
        try {
            int bits = InetAddress.ofLiteral(parts.group(1)).getAddress().length * Byte.SIZE;
            String prefix = parts.group(2);
            return prefix == null || Integer.parseInt(prefix) <= bits;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
