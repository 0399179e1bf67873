package org.foldbase.server.web;

import org.apache.catalina.valves.RemoteIpValve;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.settings.WebSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has the server listen where its settings say, if that is safe, and believe its proxies alone. */
@Component
class Listening implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final WebSettings settings;

    Listening(Settings settings) {
        this.settings = settings.web();
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        settings.requireSafe();
        server.setAddress(settings.address());
        server.setPort(settings.port());
        // An absolute one would repeat whatever host the request names.
        server.addContextCustomizers(context -> context.setUseRelativeRedirects(true));
        if (settings.hasTls()) {
            server.setSsl(tls());
        }
        if (!settings.trustedProxies().isEmpty()) {
            server.addEngineValves(proxies());
        }
    }

    private Ssl tls() {
        Ssl ssl = new Ssl();
        settings.certificate().ifPresent(it -> ssl.setCertificate(it.toUri().toString()));
        settings.privateKey().ifPresent(it -> ssl.setCertificatePrivateKey(it.toUri().toString()));
        return ssl;
    }

    private RemoteIpValve proxies() {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", settings.trustedProxies()));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
