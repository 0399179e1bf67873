package org.foldbase.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Finds the JTE template of a view's name: {@code dataset/list} is {@code dataset/list.jte}. */
@Component
final class Pages implements ViewResolver {

    private final TemplateEngine engine = precompiled();

    private static TemplateEngine precompiled() {
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, null, PACKAGE);
        engine.setBinaryStaticContent(true);
        return engine;
    }

    private static final String PACKAGE = "org.foldbase.server.pages";

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        String template = name + ".jte";
        return engine.hasTemplate(template) ? new Page(template) : null;
    }

    /** Renders into memory first, so that a failure leaves no half page. */
    private final class Page implements View {
        private final String template;

        Page(String template) {
            this.template = template;
        }

        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(
                @Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws Exception {
            Utf8ByteOutput output = new Utf8ByteOutput();
            engine.render(template, Map.copyOf(model == null ? Map.of() : model), output);
            response.setContentType(getContentType());
            response.setContentLength(output.getContentLength());
            try (OutputStream out = response.getOutputStream()) {
                output.writeTo(out);
            }
        }
    }
}
