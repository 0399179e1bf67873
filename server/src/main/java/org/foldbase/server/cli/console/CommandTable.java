package org.foldbase.server.cli.console;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine;

/**
 * Commands by name, in the order of the help. Only the one that is asked for is added to the
 * parser, because reading the annotations of all takes longer than most commands do.
 */
public final class CommandTable {

    private final SequencedMap<String, Class<?>> commands = new LinkedHashMap<>();

    /** The same with one more command. */
    public CommandTable with(String name, Class<?> command) {
        commands.put(name, command);
        return this;
    }

    /** All commands with their names. */
    public SequencedMap<String, Class<?>> commands() {
        return Collections.unmodifiableSequencedMap(commands);
    }

    /** Adds the command of that name, or all if there is none: for the help and for suggestions. */
    public void addTo(CommandLine parent, String asked) {
        Class<?> one = commands.get(asked);
        Collection<Class<?>> wanted = one == null ? commands.values() : List.of(one);
        wanted.forEach(parent::addSubcommand);
    }
}
