package org.foldbase.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with a certificate of its own. */
class TlsTest {

    private static final String PASSWORD = "of-the-store";
    private static final String NAME = "server";

    @TempDir private Path folder;

    @Test
    void withACertificateTheServerSpeaksHttpsOnlyAndKeepsCookiesToIt() throws Exception {
        KeyStore store = newCertificate();
        Path certificate =
                pem("CERTIFICATE", "certificate.pem", store.getCertificate(NAME).getEncoded());
        Path key =
                pem(
                        "PRIVATE KEY",
                        "key.pem",
                        store.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
        try (TestServer server =
                        TestServer.startIdle(
                                TestDatabase.SQLITE,
                                folder,
                                Map.of(
                                        Setting.HOST, "0.0.0.0",
                                        Setting.TLS_CERTIFICATE, certificate.toString(),
                                        Setting.TLS_KEY, key.toString()));
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            HttpResponse<String> page =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "https://127.0.0.1:"
                                                            + server.port()
                                                            + "/sign-in"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(it -> it.contains("Secure"));
            assertThat(server.anybody().get("/sign-in").statusCode()).isEqualTo(400);
        }
    }

    private KeyStore newCertificate()
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                NAME,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=a test",
                                "-ext",
                                "SAN=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path pem(String what, String name, byte[] encoded) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what));
    }

    private static SSLContext trusting(KeyStore of) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, Objects.requireNonNull(of.getCertificate(NAME)));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
