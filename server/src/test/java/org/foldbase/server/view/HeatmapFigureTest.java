package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.foldbase.server.view.Heatmap.Axes;
import org.foldbase.server.view.Heatmap.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HeatmapFigureTest {
    private static final int WHITE = 0xffffff;
    private static final String CAPTION =
            "Mean observed / expected over 8,412 of 9,448 loops at 10 kb bins, ± 200 kb; "
                    + "1,036 dropped (1,021 off the edge, 15 masked entirely).\nmap.mcool · loops.bedpe";

    /** The same on every machine and JDK; change them only together with how figures look. */
    @ParameterizedTest
    @CsvSource({
        "LOOP, 25a372ea32ee86d343c8b42a22e67bfa019708725bd6058283ca32607737181a, "
                + "44e6e6dd56566073a86d6680df89c285f8fbc095de94935574b245959603d927",
        "DIAGONAL, abda1b23f466a7cb1691dd1ab3deb565b2bf0515096e7ac6fad778539fbc5a25, "
                + "17f715332e37966d35f07611c1fdd5e459c50200ce79bbaa18aa12153f12f7fb",
        "EMPTY, dc931f5bcee118bb60091cf150849793ed0a1a71dd8a101cf40125c74ac500f4, "
                + "993e69eabd2065a719562e79fed5a051475fdf8f7ac42d891f0d690a91445090",
    })
    void theSameHeatmapHasTheSameBytesEverywhere(Sample sample, String png, String svg)
            throws Exception {
        Heatmap heatmap = sample.heatmap();
        assertThat(List.of(sha256(png(heatmap)), sha256(svg(heatmap)))).containsExactly(png, svg);
        assertThat(png(heatmap)).isEqualTo(png(heatmap));
    }

    @Test
    void theLanguageOfTheMachineChangesNothing() throws Exception {
        Heatmap heatmap = Sample.DIAGONAL.heatmap();
        byte[] expected = svg(heatmap);
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat("%d".formatted(1)).as("a language with digits of its own").isEqualTo("١");
            assertThat(svg(heatmap)).isEqualTo(expected);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothFiguresShowEveryCellInItsColour(Sample sample) throws Exception {
        Heatmap heatmap = sample.heatmap();
        Element matrix = elements(parsed(svg(heatmap)), "image").getFirst();
        int left = (int) (2 * Double.parseDouble(matrix.getAttribute("x")));
        int top = (int) (2 * Double.parseDouble(matrix.getAttribute("y")));
        BufferedImage embedded = image(dataOf(matrix));
        BufferedImage figure = image(png(heatmap));
        int size = embedded.getWidth();
        int cell = size / heatmap.side();
        assertThat(embedded.getHeight()).isEqualTo(size).isEqualTo(cell * heatmap.side());

        Optional<ColourRange> range = ColourRange.of(heatmap.values(), heatmap.scale());
        int[] colours =
                heatmap.scale() == Scale.DIVERGING ? ColourMap.diverging() : ColourMap.sequential();
        int[] expected = new int[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double value = heatmap.values()[y / cell * heatmap.side() + x / cell];
                expected[y * size + x] =
                        Double.isNaN(value)
                                ? ColourMap.NO_DATA
                                : colours[range.orElseThrow().level(value)];
            }
        }
        assertThat(Arrays.mismatch(pixels(embedded, 0, 0, size, size), expected)).isEqualTo(-1);
        assertThat(Arrays.mismatch(pixels(figure, left, top, size, size), expected)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void theSvgIsWellFormedAndAsLargeAsThePng(Sample sample) throws Exception {
        Heatmap heatmap = sample.heatmap();
        Element svg = parsed(svg(heatmap)).getDocumentElement();
        BufferedImage png = image(png(heatmap));
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg.getAttribute("viewBox"))
                .isEqualTo("0 0 %d %d".formatted(png.getWidth() / 2, png.getHeight() / 2));
        assertThat(svg.getAttribute("width")).isEqualTo(Integer.toString(png.getWidth() / 2));
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsInsideAWhiteMargin(Sample sample) throws Exception {
        BufferedImage png = image(png(sample.heatmap()));
        int margin = 40;
        int right = png.getWidth() - margin;
        int bottom = png.getHeight() - margin;
        assertThat(pixels(png, 0, 0, png.getWidth(), margin)).containsOnly(WHITE);
        assertThat(pixels(png, 0, bottom, png.getWidth(), margin)).containsOnly(WHITE);
        assertThat(pixels(png, 0, 0, margin, png.getHeight())).containsOnly(WHITE);
        assertThat(pixels(png, right, 0, margin, png.getHeight())).containsOnly(WHITE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1200", "21, 1197", "41, 1189", "101, 1212", "401, 1203", "1201, 1201"})
    void thePlotIsAboutTwelveHundredPixelsOfWholeCells(int side, int pixels) throws Exception {
        double[] values = new double[side * side];
        Heatmap heatmap =
                new Heatmap(values, side, 1000, Scale.LINEAR, Axes.REGION_CENTRE, "", "", "");
        Element matrix = elements(parsed(svg(heatmap)), "image").getFirst();
        assertThat(2 * Double.parseDouble(matrix.getAttribute("width"))).isEqualTo(pixels);
    }

    @Test
    void foreignWordsAreEscapedAndTheirControlCharactersStripped() throws Exception {
        String evil = "a<b>&\"c\" ]]> </text><script>x</script>\u0000\u0008\ud800 'd' 🧬";
        Heatmap heatmap =
                new Heatmap(
                        new double[] {1},
                        1,
                        10,
                        Scale.LINEAR,
                        Axes.REGION_CENTRE,
                        evil,
                        evil + "\n" + evil,
                        evil);
        Document svg = parsed(svg(heatmap));
        String clean = "a<b>&\"c\" ]]> </text><script>x</script> 'd' 🧬";
        assertThat(elements(svg, "title").getFirst().getTextContent()).isEqualTo(clean);
        assertThat(texts(svg)).filteredOn(clean::equals).hasSize(4);
        assertThat(elements(svg, "script")).isEmpty();
    }

    @Test
    void aTitleOfThreeHundredCharactersIsShortenedInItsMiddleButKeptForReaders() throws Exception {
        String title = "GM12878_" + "x".repeat(284) + "_loops__";
        Heatmap heatmap = Sample.LOOP.heatmap(title);
        Document svg = parsed(svg(heatmap));
        assertThat(elements(svg, "title").getFirst().getTextContent()).isEqualTo(title);
        String shown = texts(svg).getFirst();
        assertThat(shown).startsWith("GM12878_x").contains("…").endsWith("x_loops__");
        Element first = elements(svg, "text").getFirst();
        double end =
                Double.parseDouble(first.getAttribute("x"))
                        + Double.parseDouble(first.getAttribute("textLength"));
        int width = Integer.parseInt(svg.getDocumentElement().getAttribute("width"));
        assertThat(end).isBetween(width - 45.0, width - 20.0);
    }

    @Test
    void axesSayWhatTheyMeasureFromAndInWhichUnit() throws Exception {
        assertThat(texts(parsed(svg(Sample.LOOP.heatmap()))))
                .contains(
                        "Distance from first anchor (kb)",
                        "Distance from second anchor (kb)",
                        "−200",
                        "−100",
                        "100",
                        "200");
        assertThat(texts(parsed(svg(Sample.DIAGONAL.heatmap()))))
                .contains("Distance from centre (Mb)", "−1", "−0.5", "0.5", "1");
    }

    @Test
    void noDataIsInTheLegendOnlyWhereThereIsNone() throws Exception {
        assertThat(texts(parsed(svg(Sample.DIAGONAL.heatmap())))).contains("no data");
        assertThat(texts(parsed(svg(Sample.LOOP.heatmap())))).doesNotContain("no data");
    }

    @Test
    void aMatrixWithoutDataHasNoColourBarAndSaysSo() throws Exception {
        Document svg = parsed(svg(Sample.EMPTY.heatmap()));
        assertThat(elements(svg, "image")).hasSize(1);
        assertThat(texts(svg)).contains("no data").doesNotContain("Observed / expected");
        assertThat(elements(svg, "desc").getFirst().getTextContent()).contains("No cell has data");
    }

    @Test
    void theFactorOfSmallValuesStandsByTheirLabel() throws Exception {
        double[] values = new double[9];
        Arrays.setAll(values, i -> i * 1e-5);
        Heatmap heatmap =
                new Heatmap(
                        values,
                        3,
                        10,
                        Scale.LINEAR,
                        Axes.REGION_CENTRE,
                        "",
                        "",
                        "Balanced " + "contacts ".repeat(40));
        assertThat(texts(parsed(svg(heatmap))))
                .anySatisfy(text ->
                        assertThat(text).startsWith("Balanced").contains("…").endsWith("(×10⁻⁵)"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -3, Double.MIN_VALUE, 1e308, Double.POSITIVE_INFINITY})
    void aConstantMatrixIsDrawnOnEveryScale(double value) throws Exception {
        double[] values = new double[9];
        Arrays.fill(values, value);
        for (Scale scale : Scale.values()) {
            Heatmap heatmap = new Heatmap(values, 3, 10, scale, Axes.REGION_CENTRE, "t", "c", "v");
            Document svg = parsed(svg(heatmap));
            assertThat(texts(svg)).as("%s", scale).noneMatch(text -> text.contains("NaN"));
            assertThat(image(png(heatmap)).getWidth()).isBetween(1200, 2000);
        }
    }

    @Test
    void noClassOfAFigureNeedsAwt() throws Exception {
        Path classes =
                Path.of(
                                HeatmapFigure.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                        .resolve(HeatmapFigure.class.getPackageName().replace('.', '/'));
        List<Path> files;
        try (var stream = Files.list(classes)) {
            files = stream.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        for (Path file : files) {
            String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(constants.contains("java/awt") || constants.contains("javax/imageio"))
                    .as("%s mentions AWT", file)
                    .isFalse();
        }
    }

    /** Matrices made with arithmetic that is the same everywhere. */
    enum Sample {
        LOOP(41, 10_000, Scale.DIVERGING, Axes.ANCHORS, "Observed / expected"),
        DIAGONAL(101, 20_000, Scale.LINEAR, Axes.REGION_CENTRE, "Mean balanced contacts"),
        COUNTS(21, 500, Scale.LOG, Axes.REGION_CENTRE, "Mean raw contacts"),
        EMPTY(21, 5_000, Scale.DIVERGING, Axes.REGION_CENTRE, "Observed / expected"),
        ONE_BIN(1, 5_000, Scale.DIVERGING, Axes.ANCHORS, ""),
        /** Every colour of the map and the one for no data, with both inks. */
        LARGE(401, 10_000, Scale.DIVERGING, Axes.REGION_CENTRE, "Observed / expected");

        private final int side;
        private final long binSizeBp;
        private final Scale scale;
        private final Axes axes;
        private final String valueLabel;

        Sample(int side, long binSizeBp, Scale scale, Axes axes, String valueLabel) {
            this.side = side;
            this.binSizeBp = binSizeBp;
            this.scale = scale;
            this.axes = axes;
            this.valueLabel = valueLabel;
        }

        Heatmap heatmap() {
            return heatmap("CTCF loops: " + name());
        }

        Heatmap heatmap(String title) {
            double[] values = new double[side * side];
            long noise = 42;
            for (int i = 0; i < values.length; i++) {
                noise = (noise * 25214903917L + 11) & 0xffffffffffffL;
                double share = (noise >>> 17) / (double) (1L << 31);
                int row = i / side - side / 2;
                int column = i % side - side / 2;
                values[i] = value(share, row, column);
            }
            return new Heatmap(values, side, binSizeBp, scale, axes, title, CAPTION, valueLabel);
        }

        private double value(double noise, int row, int column) {
            int distance = Math.abs(row - column);
            return switch (this) {
                case LOOP -> 0.8 + 0.4 * noise + 4.0 / (4 + row * row + column * column);
                case DIAGONAL -> distance < 2 ? Double.NaN : (0.8 + 0.4 * noise) / (30 + distance);
                case COUNTS -> distance < 2 ? 4000 : 3000 * noise / (distance * distance);
                case EMPTY -> Double.NaN;
                case ONE_BIN -> 1.7;
                case LARGE -> distance < 2 ? Double.NaN : 0.2 + 4 * noise * noise;
            };
        }
    }

    private static byte[] png(Heatmap heatmap) throws IOException {
        var out = new ByteArrayOutputStream();
        new HeatmapFigure(heatmap).writePng(out);
        return out.toByteArray();
    }

    private static byte[] svg(Heatmap heatmap) throws IOException {
        var out = new ByteArrayOutputStream();
        new HeatmapFigure(heatmap).writeSvg(out);
        return out.toByteArray();
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int[] pixels(BufferedImage image, int x, int y, int width, int height) {
        int[] pixels = image.getRGB(x, y, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }

    private static byte[] dataOf(Element image) {
        String address = image.getAttributeNS("http://www.w3.org/1999/xlink", "href");
        String prefix = "data:image/png;base64,";
        assertThat(address).startsWith(prefix);
        return Base64.getDecoder().decode(address.substring(prefix.length()));
    }

    private static Document parsed(byte[] svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
