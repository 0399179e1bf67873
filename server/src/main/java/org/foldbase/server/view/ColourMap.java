package org.foldbase.server.view;

/**
 * The two colour maps, safe for the colour-blind because lightness alone tells the order: it falls
 * evenly from light to dark (sequential), or from white in the middle to both ends (diverging).
 * Between control points colours are mixed in Oklab (Ottosson, 2020); the points are placed by
 * their CIELAB lightness.
 */
public final class ColourMap {
    /** Colours in a map; odd, so that the middle of the diverging one is exactly white. */
    public static final int LEVELS = 201;

    /** The colour of a cell without a value. */
    public static final int NO_DATA = 0xd4d4d4;

    private static final int[] EMBERS = {
        0xffffff, 0xfde3bd, 0xfbb874, 0xf28544, 0xd94c30, 0xa92033, 0x6b1237, 0x210a20
    };
    private static final int[] BLUES = {0xffffff, 0xc4dcf2, 0x86b6e2, 0x4a8aca, 0x2460a8, 0x153f82};
    private static final int[] REDS = {0xffffff, 0xfad3c1, 0xf29f85, 0xdd6350, 0xb92a33, 0x870d29};

    private ColourMap() {}

    /** White through orange and red to nearly black. */
    public static int[] sequential() {
        return ramp(EMBERS, LEVELS);
    }

    /** Blue below, white in the middle, red above. */
    public static int[] diverging() {
        int half = LEVELS / 2;
        int[] below = ramp(BLUES, half + 1);
        int[] above = ramp(REDS, half + 1);
        int[] map = new int[LEVELS];
        for (int i = 0; i <= half; i++) {
            map[half - i] = below[i];
            map[half + i] = above[i];
        }
        return map;
    }

    private static int[] ramp(int[] points, int count) {
        double[][] mixable = new double[points.length][];
        double[] position = new double[points.length];
        double lightest = lightness(points[0]);
        double darkest = lightness(points[points.length - 1]);
        for (int i = 0; i < points.length; i++) {
            mixable[i] = oklab(points[i]);
            position[i] = (lightest - lightness(points[i])) / (lightest - darkest);
        }
        int[] ramp = new int[count];
        int next = 1;
        for (int i = 0; i < count; i++) {
            double t = (double) i / (count - 1);
            while (next < points.length - 1 && t > position[next]) {
                next++;
            }
            double share = (t - position[next - 1]) / (position[next] - position[next - 1]);
            double[] mixed = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                mixed[axis] = mixable[next - 1][axis] * (1 - share) + mixable[next][axis] * share;
            }
            ramp[i] = rgb(mixed);
        }
        return ramp;
    }

    /** CIELAB L* under D65, 0 to 100. */
    static double lightness(int rgb) {
        double luminance =
                0.2126 * linear(rgb >> 16 & 0xff)
                        + 0.7152 * linear(rgb >> 8 & 0xff)
                        + 0.0722 * linear(rgb & 0xff);
        return luminance > 216.0 / 24389
                ? 116 * StrictMath.cbrt(luminance) - 16
                : luminance * 24389 / 27;
    }

    private static double[] oklab(int rgb) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double l = StrictMath.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = StrictMath.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = StrictMath.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static int rgb(double[] oklab) {
        double l = cube(oklab[0] + 0.3963377774 * oklab[1] + 0.2158037573 * oklab[2]);
        double m = cube(oklab[0] - 0.1055613458 * oklab[1] - 0.0638541728 * oklab[2]);
        double s = cube(oklab[0] - 0.0894841775 * oklab[1] - 1.2914855480 * oklab[2]);
        int r = encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int g = encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int b = encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return r << 16 | g << 8 | b;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** Removes the sRGB transfer curve (IEC 61966-2-1). */
    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int encoded(double linear) {
        double c = Math.clamp(linear, 0.0, 1.0);
        double channel = c <= 0.0031308 ? 12.92 * c : 1.055 * StrictMath.pow(c, 1 / 2.4) - 0.055;
        return (int) (channel * 255 + 0.5);
    }
}
