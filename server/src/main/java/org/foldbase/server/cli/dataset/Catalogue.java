package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.cli.console.ProgressMeter.Meter;

/** Where a command finds the datasets: a server, or the database of a data directory. */
interface Catalogue {

    /**
     * A file to add.
     *
     * @param assembly name or id; nothing leaves it to the content
     * @param visibility private, shared or public
     * @param byReference whether the file stays where it is
     * @param keepCopy whether it is wanted even if the content is there already
     */
    record NewFile(
            Path file,
            String name,
            Optional<String> assembly,
            String visibility,
            boolean byReference,
            boolean keepCopy) {}

    /**
     * What became of a file.
     *
     * @param state CHECKING if nobody waited for the check
     * @param remark why it can't be used, or what else there is to know
     */
    record Added(long id, String state, String remark) {
        boolean isUsable() {
            return !state.equals("FAILED");
        }
    }

    /** A dataset in a list. */
    record Line(long id, String name, String type, String assembly, String state, String owner) {}

    Added add(NewFile file, boolean wait, Meter meter) throws IOException;

    List<Line> list(Optional<String> text) throws IOException;

    void remove(long id, boolean withUses) throws IOException;
}
