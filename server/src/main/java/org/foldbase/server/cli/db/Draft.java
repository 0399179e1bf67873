package org.foldbase.server.cli.db;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Renames;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands have in common that write a revision, and how they do it. */
@Command
final class Draft {

    static final String FIELDS =
            "%nFields of --json: written (false if nothing changed, or with --dry-run), file,"
                    + " revision, changes (each change, losesData).";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin private final JsonOption json = new JsonOption();

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "MESSAGE",
            description = "What the revision is for, in one line. Needed.")
    private String message;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "The folder of revisions. Default: migrations/ of the checkout.")
    private Optional<Path> directory;

    @Option(names = "--dry-run", description = "Say what would be written. Default: write it.")
    private boolean dryRun;

    String message() {
        if (message.isBlank() || message.lines().count() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "the message is one line that is not empty");
        }
        return message.strip();
    }

    /** Where revisions are read and written. */
    SourceTree tree() {
        return directory.map(SourceTree::withRevisionsIn).orElseGet(SourceTree::here);
    }

    Talk talk() {
        return Talk.of(spec);
    }

    /** Writes the file for what the entities ask for, if they ask for anything. */
    int fromEntities(List<String> answers) {
        SourceTree tree = tree();
        Migrations migrations = tree.revisions();
        SchemaHistory.requireOneHead(migrations);
        String text = message();
        SchemaDiff changes = withoutQuestions(migrations, answers);
        if (!changes.isEmpty()) {
            return write(tree, migrations.next(text, changes, Clock.systemUTC()));
        }
        if (json.wanted) {
            print(Optional.empty(), Optional.empty());
        } else {
            talk().out()
                    .println("Nothing changed: the revisions lead to what the entities ask for.");
        }
        return ExitCode.DONE;
    }

    /** Asks about every pair that might be a rename, one after the other. */
    private SchemaDiff withoutQuestions(Migrations migrations, List<String> given) {
        List<String> answers = new ArrayList<>(given);
        SchemaDiff changes = SourceTree.changes(migrations, Renames.parse(answers));
        while (!changes.candidates().isEmpty()) {
            answers.add(answer(changes.candidates()));
            changes = SourceTree.changes(migrations, Renames.parse(answers));
        }
        return changes;
    }

    /** What became of the first name that is gone. */
    private String answer(List<String> candidates) {
        Question question = new Question(talk());
        if (!question.canBeAsked()) {
            throw DatabaseException.refused(unanswered(candidates));
        }
        String old = candidates.getFirst().substring(0, candidates.getFirst().indexOf(':'));
        for (String candidate : candidates) {
            String added = candidate.substring(candidate.indexOf(':') + 1);
            if (candidate.startsWith(old + ":")
                    && question.isYes("Was " + old + " renamed to " + added + "?")) {
                return candidate;
            }
        }
        return old + ":-";
    }

    private static String unanswered(List<String> candidates) {
        StringBuilder sentence = new StringBuilder("these may be renames; say what they are:");
        for (String candidate : candidates) {
            String old = candidate.substring(0, candidate.indexOf(':'));
            sentence.append(
                    "%n  --rename %s, or --rename %s:- if it was removed"
                            .formatted(candidate, old));
        }
        return sentence.toString();
    }

    int write(SourceTree tree, Revision revision) {
        Optional<Path> file = dryRun ? Optional.empty() : Optional.of(tree.write(revision));
        if (json.wanted) {
            print(file, Optional.of(revision));
            return ExitCode.DONE;
        }
        Talk talk = talk();
        talk.out().println(file.map(Path::toString).orElse("Would write " + revision.fileName()));
        talk.changes(revision.up());
        if (!dryRun) {
            talk.err().println("Read it, commit it, apply it with 'foldbase db upgrade'.");
        }
        return ExitCode.DONE;
    }

    private void print(Optional<Path> file, Optional<Revision> revision) {
        Json.object(
                talk().out(),
                fields -> {
                    fields.writeBooleanProperty("written", file.isPresent());
                    file.ifPresent(it -> fields.writeStringProperty("file", it.toString()));
                    revision.ifPresent(it -> fields.writeStringProperty("revision", it.id()));
                    Json.changes(fields, "changes", revision.map(Revision::up).orElse(List.of()));
                });
    }
}
