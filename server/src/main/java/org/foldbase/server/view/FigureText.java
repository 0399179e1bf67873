package org.foldbase.server.view;

import java.util.ArrayList;
import java.util.List;

/** Makes foreign text fit into a figure. */
final class FigureText {
    private static final String ELLIPSIS = "…";

    private FigureText() {}

    /** One line without control characters, broken surrogates or marks that turn its direction. */
    static String oneLine(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean space = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (codePoint == ' ' || isIn(codePoint, '\t', '\r')) {
                space = true;
            } else if (isVisible(codePoint)) {
                if (space && !clean.isEmpty()) {
                    clean.append(' ');
                }
                space = false;
                clean.appendCodePoint(codePoint);
            }
        }
        return clean.toString();
    }

    private static boolean isVisible(int codePoint) {
        boolean control = codePoint < 0x20 || isIn(codePoint, 0x7f, 0x9f);
        boolean surrogate = isIn(codePoint, 0xd800, 0xdfff);
        boolean directional =
                isIn(codePoint, 0x200b, 0x200f)
                        || isIn(codePoint, 0x2028, 0x202e)
                        || isIn(codePoint, 0x2060, 0x206f)
                        || codePoint == 0xfeff;
        boolean noCharacter = (codePoint & 0xfffe) == 0xfffe;
        return !(control || surrogate || directional || noCharacter);
    }

    private static boolean isIn(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }

    /** The text, or its beginning and end with an ellipsis between them where it is too wide. */
    static String shortened(String text, double maxWidth, TextStyle style) {
        if (style.width(text) <= maxWidth) {
            return text;
        }
        int fits = 0;
        int tooMany = text.codePointCount(0, text.length());
        while (tooMany - fits > 1) {
            int kept = (fits + tooMany) >>> 1;
            if (style.width(withoutMiddle(text, kept)) <= maxWidth) {
                fits = kept;
            } else {
                tooMany = kept;
            }
        }
        return withoutMiddle(text, fits);
    }

    private static String withoutMiddle(String text, int kept) {
        int headEnd = text.offsetByCodePoints(0, kept - kept / 2);
        int tailStart = text.offsetByCodePoints(text.length(), -(kept / 2));
        return text.substring(0, headEnd).stripTrailing()
                + ELLIPSIS
                + text.substring(tailStart).stripLeading();
    }

    /** Lines no wider than a width, of at most a number; what is left out leaves an ellipsis. */
    static List<String> wrapped(String text, double maxWidth, int maxLines, TextStyle style) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\\R", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : oneLine(paragraph).split(" ", -1)) {
                if (!line.isEmpty() && style.width(line + " " + word) > maxWidth) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
                while (style.width(line.toString()) > maxWidth && lines.size() <= maxLines) {
                    int fitting = fittingLength(line, maxWidth, style);
                    lines.add(line.substring(0, fitting));
                    line.delete(0, fitting);
                }
            }
            lines.add(line.toString());
        }
        if (lines.size() > maxLines) {
            lines.subList(maxLines, lines.size()).clear();
            String last = lines.removeLast();
            while (!last.isEmpty() && style.width(last + ELLIPSIS) > maxWidth) {
                last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
            }
            lines.add(last + ELLIPSIS);
        }
        return lines;
    }

    /** The length of the longest beginning that fits, at least one character. */
    private static int fittingLength(CharSequence line, double maxWidth, TextStyle style) {
        String text = line.toString();
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (style.width(text.substring(0, next)) > maxWidth) {
                break;
            }
            end = next;
        }
        return end;
    }
}
