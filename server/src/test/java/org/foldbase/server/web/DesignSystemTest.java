package org.foldbase.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every pair of colours that occurs can be told apart, and the guide lists them as they are. */
class DesignSystemTest {

    private static final Path STYLES = Path.of("src", "main", "web", "foldbase.css");
    private static final Path GUIDE = Path.of("..", "docs", "design.md");
    private static final Pattern COLOUR =
            Pattern.compile("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);");
    private static final String TABLE =
            "| on | what | light | dark | least |\n| --- | --- | --- | --- | --- |\n";

    private record Colour(String light, String dark) {}

    private record Pair(String ground, String mark, double least) {}

    @Test
    void everyPairOfColoursHasTheContrastThatPeopleNeed() throws IOException {
        Map<String, Colour> colours = colours();
        for (Pair pair : pairs()) {
            assertThat(contrast(colours, pair, true))
                    .as("light %s", pair)
                    .isGreaterThanOrEqualTo(pair.least);
            assertThat(contrast(colours, pair, false))
                    .as("dark %s", pair)
                    .isGreaterThanOrEqualTo(pair.least);
        }
    }

    @Test
    void theGuideListsTheColoursAsTheyAre() throws IOException {
        String guide = Files.readString(GUIDE);
        int table = guide.indexOf(TABLE);
        String text = (table < 0 ? guide : guide.substring(0, table)) + table(colours());
        if (Boolean.getBoolean("foldbase.update-docs")) {
            Files.writeString(GUIDE, text);
        } else {
            assertThat(GUIDE).as("write it with -Dfoldbase.update-docs=true").hasContent(text);
        }
    }

    private static String table(Map<String, Colour> colours) {
        return TABLE
                + pairs().stream()
                        .map(pair ->
                                String.format(
                                        Locale.ROOT,
                                        "| `--%s` | `--%s` | %s on %s: %.1f | %s on %s: %.1f | %.1f |%n",
                                        pair.ground,
                                        pair.mark,
                                        named(colours, pair.mark).light,
                                        named(colours, pair.ground).light,
                                        contrast(colours, pair, true),
                                        named(colours, pair.mark).dark,
                                        named(colours, pair.ground).dark,
                                        contrast(colours, pair, false),
                                        pair.least))
                        .collect(Collectors.joining());
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String ground : List.of("ground", "surface", "surface-sunk")) {
            for (String mark : List.of("text", "text-quiet", "accent", "accent-strong")) {
                pairs.add(new Pair(ground, mark, 4.5));
            }
            pairs.add(new Pair(ground, "line-strong", 3));
        }
        pairs.add(new Pair("surface", "bad", 4.5));
        pairs.add(new Pair("accent", "on-accent", 4.5));
        pairs.add(new Pair("accent-strong", "on-accent", 4.5));
        pairs.add(new Pair("accent-ground", "accent-strong", 4.5));
        for (String state : List.of("good", "warn", "bad")) {
            pairs.add(new Pair(state + "-ground", state, 4.5));
        }
        for (String notice : List.of("accent", "good", "warn", "bad")) {
            pairs.add(new Pair(notice + "-ground", "text", 4.5));
            pairs.add(new Pair(notice + "-ground", "accent", 4.5));
        }
        return pairs;
    }

    private static Map<String, Colour> colours() throws IOException {
        Map<String, Colour> colours = new LinkedHashMap<>();
        Matcher matcher = COLOUR.matcher(Files.readString(STYLES));
        while (matcher.find()) {
            colours.put(matcher.group(1), new Colour(matcher.group(2), matcher.group(3)));
        }
        return colours;
    }

    private static Colour named(Map<String, Colour> colours, String name) {
        return Optional.ofNullable(colours.get(name)).orElseThrow(() -> new AssertionError(name));
    }

    /** By WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances, the lighter first. */
    private static double contrast(Map<String, Colour> colours, Pair pair, boolean light) {
        Colour ground = named(colours, pair.ground);
        Colour mark = named(colours, pair.mark);
        double one = luminance(light ? ground.light : ground.dark);
        double other = luminance(light ? mark.light : mark.dark);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(hex, 1 + 2 * i, 3 + 2 * i, 16) / 255.0;
            sum +=
                    weights[i]
                            * (part <= 0.04045
                                    ? part / 12.92
                                    : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
