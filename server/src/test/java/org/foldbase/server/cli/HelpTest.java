package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.foldbase.server.cli.console.CommandTable;
import org.foldbase.server.cli.db.DbCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "pileup --help", "map --help", "map info --help", "demo -h"})
    void everyHelpListsTheExitCodesOnStdout(String arguments) {
        Run run = Run.foldbase((Object[]) arguments.split(" "));
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        """
                        Exit codes:
                          0     done
                          1     the work failed, or its result could not be written
                          2     wrong usage, refused for safety, or asked for what is not there
                          3     bad input data
                          4     something that is needed is not there (a JDK 25, a service)
                          130   interrupted
                        """);
    }

    @Test
    void everyOptionOfAPileupTellsItsDefaultOrThatItIsNeeded() {
        String help = Run.foldbase("pileup", "--help").out();
        String options = help.substring(help.indexOf("--bin-size="), help.indexOf("-h, --help"));
        String[] paragraphs = options.split("\n +(?=-)", -1);
        assertThat(paragraphs).hasSize(18);
        for (String paragraph : paragraphs) {
            assertThat(paragraph.replaceAll("\\s+", " ")).containsPattern("Default: |Needed\\.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade",
                "downgrade",
                "current",
                "history",
                "check",
                "migrate",
                "revision",
                "merge",
                "squash",
                "heads",
                "show",
                "stamp",
                "sql"
            })
    void everyOptionOfACommandAboutTheDatabaseTellsItsDefault(String command) {
        String help = Run.foldbase("db", command, "--help").out();
        String options = help.substring(help.indexOf("      --"), help.indexOf("Exit codes"));
        for (String paragraph : options.split("\n +(?=-)", -1)) {
            if (!paragraph.matches("(?s).*(--verbose|--help|--version).*")) {
                assertThat(paragraph.replaceAll("\\s+", " "))
                        .containsPattern("Default: |Needed\\.");
            }
        }
    }

    @Test
    void everyCommandIsFoundByTheNameThatItHas() {
        for (CommandTable table : List.of(Foldbase.COMMANDS, DbCommand.COMMANDS)) {
            assertThat(table.commands()).isNotEmpty();
            table.commands()
                    .forEach((name, command) ->
                            assertThat(command.getAnnotation(Command.class).name())
                                    .isEqualTo(name));
        }
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(Run.foldbase().out()).startsWith("Usage: foldbase ").contains("pileup", "demo");
    }
}
