package org.foldbase.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands that a document shows. */
final class BashBlocks {
    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    private BashBlocks() {}

    /**
     * The blocks of a document, or of its section with this heading, up to the next of its rank.
     */
    static List<String> of(String document, String heading) throws IOException {
        String text = Files.readString(Launched.HOME.resolve(document));
        int from = text.indexOf(heading);
        int to = text.indexOf("\n## ", from + 1);
        String section = heading.isEmpty() || to < 0 ? text : text.substring(from, to);
        return BLOCK.matcher(section).results().map((MatchResult it) -> it.group(1)).toList();
    }

    /** All lines of all blocks of a document. */
    static List<String> lines(String document) throws IOException {
        return of(document, "").stream().flatMap(String::lines).toList();
    }
}
