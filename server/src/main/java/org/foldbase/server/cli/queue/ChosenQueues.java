package org.foldbase.server.cli.queue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.foldbase.server.task.QueueName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The queues that a command is for: some, or explicitly all. */
final class ChosenQueues {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Parameters(paramLabel = "QUEUE", arity = "0..*", description = "Which: short, medium, long.")
    private List<String> named = List.of();

    @Option(names = "--all", description = "All queues. Default: those that are named.")
    private boolean all;

    Set<QueueName> required() {
        if (all == !named.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "name the queues, or say --all, and not both");
        }
        return all
                ? EnumSet.allOf(QueueName.class)
                : EnumSet.copyOf(named.stream().map(this::queue).toList());
    }

    private QueueName queue(String name) {
        return Arrays.stream(QueueName.values())
                .filter(it -> shellName(it).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                command.commandLine(),
                                "'" + name + "' is none of short, medium, long"));
    }

    /** As a shell writes it. */
    static String shellName(QueueName queue) {
        return queue.name().toLowerCase(Locale.ROOT);
    }

    /** As people say it: {@code short and medium}. */
    static String words(Set<QueueName> queues) {
        return queues.stream().map(ChosenQueues::shellName).collect(Collectors.joining(" and "));
    }
}
