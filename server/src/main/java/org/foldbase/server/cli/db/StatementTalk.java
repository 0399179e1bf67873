package org.foldbase.server.cli.db;

import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.StepListener;

/**
 * Tells of a run while it goes on: each revision when it is done, on a terminal the statement that
 * runs, and with --verbose every statement with its time.
 */
final class StatementTalk implements StepListener {

    private static final int WIDTH = 79;
    private static final String RECORD = "record ";

    private final Talk talk;
    private final Migrations migrations;
    private final String verb;
    private long revisionStartNanos = System.nanoTime();
    private long statementStartNanos = revisionStartNanos;
    private int statements;

    /**
     * @param verb what is done to a revision: {@code applied}
     */
    StatementTalk(Talk talk, Migrations migrations, String verb) {
        this.talk = talk;
        this.migrations = migrations;
        this.verb = verb;
    }

    @Override
    public void before(String statement) {
        statementStartNanos = System.nanoTime();
        if (talk.terminal() && !talk.verbose()) {
            String line = "statement " + (statements + 1) + ": " + firstLine(statement);
            line("\r" + padded(line));
        }
    }

    @Override
    public void after(String statement) {
        long now = System.nanoTime();
        statements++;
        if (talk.terminal() && !talk.verbose()) {
            line("\r" + padded("") + "\r");
        }
        Optional<String> revision = recorded(statement);
        if (talk.verbose() && revision.isEmpty()) {
            talk.err().println("[" + Talk.seconds(now - statementStartNanos) + "] " + statement);
        }
        revision.ifPresent(id -> {
            String name = migrations.find(id).map(Revision::toString).orElse(id);
            talk.err().println(name + " " + verb + " in " + Talk.seconds(now - revisionStartNanos));
            revisionStartNanos = now;
        });
    }

    /** The engine tells the end of a revision as a statement of its own. */
    private static Optional<String> recorded(String statement) {
        return statement.startsWith(RECORD)
                ? Optional.of(statement.substring(RECORD.length()))
                : Optional.empty();
    }

    private void line(String text) {
        talk.err().print(text);
        talk.err().flush();
    }

    private static String firstLine(String statement) {
        return statement.lines().findFirst().orElse("");
    }

    private static String padded(String line) {
        String cut = line.substring(0, Math.min(WIDTH, line.length()));
        return cut + " ".repeat(WIDTH - cut.length());
    }
}
