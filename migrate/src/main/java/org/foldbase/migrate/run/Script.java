package org.foldbase.migrate.run;

import java.time.temporal.ChronoUnit;
import org.foldbase.migrate.schema.Operation;

/** A plan as one SQL text that also keeps the history. */
final class Script {

    private Script() {}

    static String of(Dialect dialect, Plan plan, RunSettings settings) {
        StringBuilder text = new StringBuilder();
        comment(text, "for " + dialect.name() + "; let the client stop at the first error");
        if (dialect instanceof SqliteDialect) {
            line(text, "pragma foreign_keys = off");
        }
        if (dialect.rollsBackDdl()) {
            line(text, "begin");
        }
        line(text, History.createTable());
        for (Plan.Move move : plan.moves()) {
            text.append('\n');
            comment(text, (plan.up() ? "apply " : "revert ") + move.revision());
            for (Operation operation : move.operations()) {
                comment(
                        text,
                        operation.describe() + (operation.losesData() ? " (loses data)" : ""));
            }
            for (Step step : dialect.plan(move.operations(), move.before())) {
                step.statements().forEach(statement -> line(text, statement));
            }
            line(text, plan.up() ? insert(dialect, move, settings) : delete(move));
        }
        if (plan.leadsToBase()) {
            line(text, "drop table " + History.TABLE);
        }
        if (dialect.rollsBackDdl()) {
            line(text, "commit");
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, String words) {
        text.append("-- ").append(words.replaceAll("\\s+", " ")).append('\n');
    }

    private static String delete(Plan.Move move) {
        return "delete from " + History.TABLE + " where revision = '" + move.revision().id() + "'";
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
