package org.foldbase.migrate.run;

import java.time.temporal.ChronoUnit;
import org.foldbase.migrate.schema.Operation;

/** A plan as one SQL text that also keeps the history. */
final class Script {

    private Script() {}

    static String of(Dialect dialect, Plan plan, RunSettings settings) {
        StringBuilder text = new StringBuilder();
        text.append("-- for ").append(dialect.name()).append('\n');
        if (dialect.name().equals("sqlite")) {
            line(text, "pragma foreign_keys = off");
        }
        if (dialect.rollsBackDdl()) {
            line(text, "begin");
        }
        line(text, History.createTable());
        for (Plan.Move move : plan.moves()) {
            text.append("\n-- ").append(move.revision()).append('\n');
            for (Operation operation : move.operations()) {
                text.append("-- ").append(operation.describe());
                text.append(operation.losesData() ? " (loses data)\n" : "\n");
            }
            for (Step step : dialect.plan(move.operations(), move.before())) {
                step.statements().forEach(statement -> line(text, statement));
            }
            line(text, insert(dialect, move, settings));
        }
        if (dialect.rollsBackDdl()) {
            line(text, "commit");
        }
        return text.toString();
    }

    private static String insert(Dialect dialect, Plan.Move move, RunSettings settings) {
        return "insert into "
                + History.TABLE
                + " values ('"
                + move.revision().id()
                + "', '"
                + move.revision().checksum()
                + "', "
                + dialect.quoted(History.shortened(move.revision().message()))
                + ", 'applied', 0, '"
                + settings.clock().instant().truncatedTo(ChronoUnit.MILLIS)
                + "', "
                + dialect.quoted(settings.by())
                + ", 0)";
    }

    private static void line(StringBuilder text, String statement) {
        text.append(statement).append(";\n");
    }
}
