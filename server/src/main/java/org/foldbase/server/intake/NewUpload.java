package org.foldbase.server.intake;

import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.shared.Refusal;

/**
 * A file that someone is about to send.
 *
 * @param fileName as the sender calls it; it only names the dataset
 * @param lengthBytes nothing if it is not known
 * @param assembly name or id of the one it is of; without it one is chosen by the content
 * @param keepCopy whether it is wanted even if the same content is there already
 */
public record NewUpload(
        String fileName,
        OptionalLong lengthBytes,
        Visibility visibility,
        Optional<String> assembly,
        boolean keepCopy) {

    private static final int LONGEST_NAME = 200;

    public NewUpload {
        if (lengthBytes.isPresent() && lengthBytes.getAsLong() == 0) {
            throw Refusal.invalid("The file is empty.");
        }
        assembly = assembly.map(String::strip).filter(it -> !it.isEmpty());
    }

    /**
     * The dataset's name: the last part of the file's, in one line, with its begin and end if it is
     * too long.
     */
    public String datasetName() {
        String line = fileName.replaceAll("[\\p{Cntrl}\\p{Cs}]", "").replace('\\', '/').strip();
        String last = line.replaceAll("/+$", "");
        last = last.substring(last.lastIndexOf('/') + 1).strip();
        if (last.isEmpty() || last.matches("\\.+")) {
            return "unnamed";
        }
        if (last.length() <= LONGEST_NAME) {
            return last;
        }
        int end = 40;
        String shorter =
                last.substring(0, LONGEST_NAME - end - 1)
                        + "…"
                        + last.substring(last.length() - end);
        // A character of two halves may have been cut.
        return shorter.replaceAll("\\p{Cs}", "");
    }
}
