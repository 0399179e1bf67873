package org.foldbase.migrate.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foldbase.migrate.MigrationException;

/**
 * What a person said about tables and columns that are gone: which got another name, and which were
 * truly removed. Written {@code table:new}, {@code table.column:new}, and with {@code -} for the
 * new name where it was removed. The table in {@code table.column} goes by its new name.
 */
public final class Renames {

    private static final Pattern ANSWER =
            Pattern.compile("([a-z0-9_]+)(?:\\.([a-z0-9_]+))?:([a-z0-9_]+|-)");
    private static final String REMOVED = "-";

    /** Nothing was said. */
    public static final Renames NONE = new Renames(Map.of());

    private final Map<String, String> answers;

    private Renames(Map<String, String> answers) {
        this.answers = Map.copyOf(answers);
    }

    /** Reads answers such as {@code dataset.title:name}. */
    public static Renames parse(List<String> texts) {
        Map<String, String> answers = new HashMap<>();
        for (String text : texts) {
            Matcher answer = ANSWER.matcher(text);
            if (!answer.matches()) {
                throw new MigrationException(
                        "'"
                                + text
                                + "' is no rename; write table.column:new, table:new, or :- when it"
                                + " was removed");
            }
            String column = answer.group(2);
            String old = column == null ? answer.group(1) : answer.group(1) + "." + column;
            if (answers.put(old, answer.group(3)) != null) {
                throw new MigrationException("There are two answers for " + old);
            }
        }
        return new Renames(answers);
    }

    boolean isAnswered(String old) {
        return answers.containsKey(old);
    }

    Optional<String> newName(String old) {
        return Optional.ofNullable(answers.get(old)).filter(name -> !name.equals(REMOVED));
    }

    /** Refuses an answer about what is not there. */
    void requireKnown(Schema from, Map<String, String> tableRenames) {
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            String[] parts = answer.getKey().split("\\.", -1);
            String table = parts[0];
            for (Map.Entry<String, String> rename : tableRenames.entrySet()) {
                if (parts.length == 2 && rename.getValue().equals(table)) {
                    table = rename.getKey();
                }
            }
            boolean known =
                    from.table(table)
                            .map(found -> parts.length == 1 || found.column(parts[1]).isPresent())
                            .orElse(false);
            if (!known) {
                throw new MigrationException(
                        "There is no " + answer.getKey() + " to rename in the newest snapshot");
            }
        }
    }
}
