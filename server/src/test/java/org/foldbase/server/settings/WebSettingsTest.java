package org.foldbase.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the server may be reached. */
class WebSettingsTest {

    @TempDir private Path folder;

    private WebSettings web(Map<Setting, String> settings) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.put(Setting.DATA_DIR, folder.toString());
        all.putAll(settings);
        return Settings.load(all, Map.of()).web();
    }

    @Test
    void nothingSaidIsThisMachineAlone() {
        WebSettings web = web(Map.of());
        assertThat(web.address().isLoopbackAddress()).isTrue();
        assertThat(web.port()).isEqualTo(8080);
        assertThat(web.trustedProxies()).isEmpty();
        assertThatCode(web::requireSafe).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void anotherAddressWithoutTlsOrAProxyIsRefusedWithTheWayOut(String host) {
        assertThatThrownBy(() -> web(Map.of(Setting.HOST, host)).requireSafe())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(
                        "passwords would cross the network in the clear: give"
                                + " server.tls.certificate and server.tls.key")
                .hasMessageContaining("server.trusted-proxies");
    }

    @Test
    void aProxyInFrontMakesAnotherAddressSafe() {
        WebSettings web =
                web(Map.of(Setting.HOST, "0.0.0.0", Setting.TRUSTED_PROXIES, "10.0.0.1, fd00::/8"));
        assertThatCode(web::requireSafe).doesNotThrowAnyException();
        assertThat(web.trustedProxies()).containsExactly("10.0.0.1", "fd00::/8");
    }

    @Test
    void tlsMakesAnotherAddressSafeAndNeedsBothFiles() throws IOException {
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), "");
        Path key = Files.writeString(folder.resolve("key.pem"), "");
        Map<Setting, String> half =
                Map.of(Setting.HOST, "0.0.0.0", Setting.TLS_CERTIFICATE, certificate.toString());
        assertThatThrownBy(() -> web(half).requireSafe()).hasMessageContaining("HTTPS needs both");
        Map<Setting, String> both = new EnumMap<>(half);
        both.put(Setting.TLS_KEY, key.toString());
        assertThatCode(() -> web(both).requireSafe()).doesNotThrowAnyException();
        both.put(Setting.TLS_KEY, folder.resolve("none").toString());
        assertThatThrownBy(() -> web(both).requireSafe())
                .hasMessageContaining("server.tls.key")
                .hasMessageContaining("can't be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.1,", ".*", "fd00::/129"})
    void whatIsNoNetworkIsNoTrustedProxy(String text) {
        assertThatThrownBy(() -> web(Map.of(Setting.TRUSTED_PROXIES, text)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is neither an address nor a network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http"})
    void whatIsNoPortIsRefused(String text) {
        assertThatThrownBy(() -> web(Map.of(Setting.PORT, text)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("--port: server.port: it is a whole number");
    }
}
