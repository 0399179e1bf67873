package org.foldbase.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of settings in the guide is written from {@link Setting}. */
class SettingsDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "settings.md");

    @Test
    void theGuideListsEverySettingAsItIs() throws IOException {
        String text = text();
        if (Boolean.getBoolean("foldbase.update-docs")) {
            Files.writeString(FILE, text);
        } else {
            assertThat(FILE).as("write it with -Dfoldbase.update-docs=true").hasContent(text);
        }
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                # Settings

                A flag comes before an environment variable, that before `foldbase.yaml` in the data directory,
                that before the default. In the file, dots nest: `db.pool-size` is `pool-size` under `db`. An
                unknown key or variable is an error that names the nearest one.

                | key in foldbase.yaml | environment variable | default | what it is |
                | --- | --- | --- | --- |
                """);
        for (Setting setting : Setting.values()) {
            text.append(
                    "| %s | %s | %s | %s |%n"
                            .formatted(
                                    setting.isInFile() ? "`" + setting.key() + "`" : "",
                                    setting.variable().map(it -> "`" + it + "`").orElse(""),
                                    Optional.of(setting.defaultText())
                                            .filter(it -> !it.isEmpty())
                                            .orElse("none"),
                                    setting.description()));
        }
        return text.toString();
    }
}
