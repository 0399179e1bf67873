package org.foldbase.server.cli.db;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Joins heads. */
@Command(
        name = "merge",
        description =
                "Write a revision that follows all heads and changes nothing, where people worked"
                        + " apart.",
        footer = Draft.FIELDS)
final class MergeCommand implements Callable<Integer> {

    @Mixin private final Draft draft = new Draft();

    @Override
    public Integer call() {
        SourceTree tree = draft.tree();
        return draft.write(tree, tree.revisions().merge(draft.message(), Clock.systemUTC()));
    }
}
