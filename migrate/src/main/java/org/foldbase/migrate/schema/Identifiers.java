package org.foldbase.migrate.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.foldbase.migrate.MigrationException;

/**
 * Names that every back-end takes without quotes, so that hand-written SQL means the same
 * everywhere; and the names of constraints nobody named.
 */
public final class Identifiers {

    /** PostgreSQL's limit is 63; SQLite's rebuilt tables need a few characters more. */
    public static final int MAX_LENGTH = 55;

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]*");

    /** Words that at least one of the four does not take as the name of a table or column. */
    private static final Set<String> RESERVED =
            new HashSet<>(
                    Arrays.asList(
                            """
                            accessible add all alter analyse analyze and any array as asc asensitive
                            asymmetric authorization autoincrement before between bigint binary blob
                            both by call cascade case cast change char character check collate column
                            commit concurrently condition constraint continue convert create cross
                            current_catalog current_date current_path current_role current_schema
                            current_time current_timestamp current_user cursor database databases day
                            day_hour day_minute day_second dec decimal declare default deferrable
                            deferred delayed delete desc describe deterministic distinct div do double
                            drop dual each else elseif enclosed end escape escaped except exists exit
                            explain false fetch float for force foreign freeze from full fulltext
                            general grant group groups having high_priority hour hour_minute
                            hour_second if ignore ilike immediate in index indexed infile initially
                            inner inout insensitive insert int integer intersect interval into is
                            isnull iterate join key keys kill lateral leading leave left like limit
                            linear lines load localtime localtimestamp lock long longblob longtext
                            loop low_priority match minus minute minute_second mod month natural not
                            notnull null nulls numeric of offset on only option optionally or order
                            out outer outfile over overlaps partition placing position precision
                            primary procedure purge qualify raise range read reads real recursive
                            references regexp release rename repeat replace require reset resignal
                            restrict return returning revoke right rlike row rownum rows schema
                            schemas second select sensitive separator session_user set show signal
                            similar smallint some spatial specific sql starting straight_join
                            symmetric system_user table tablesample terminated text then tinyint to
                            top trailing transaction trigger true uescape undo union unique unknown
                            unlock unsigned update usage use user using value values varbinary
                            varchar variadic varying verbose when where while window with without
                            write xor year year_month zerofill _rowid_
                            """
                                    .trim()
                                    .split("\\s+")));

    /** Reserved as a type or function name only: fine for a column. */
    private static final Set<String> FINE_AFTER_ALL = Set.of("text", "position", "general", "mod");

    private Identifiers() {}

    /** Refuses a name that one of the back-ends would refuse, or fold to another. */
    static void requireValid(String what, String name) {
        if (!VALID.matcher(name).matches() || name.length() > MAX_LENGTH) {
            throw new MigrationException(
                    "The "
                            + what
                            + " '"
                            + name
                            + "' needs a name of lower-case letters, digits and underscores, a"
                            + " letter first, at most "
                            + MAX_LENGTH
                            + " characters");
        }
        if (RESERVED.contains(name) && !FINE_AFTER_ALL.contains(name)) {
            throw new MigrationException(
                    "The "
                            + what
                            + " '"
                            + name
                            + "' has a name that SQL keeps for itself on some back-end; give it"
                            + " another");
        }
    }

    /** The name of a constraint nobody named: {@code uq_dataset_name}; long ones end in a hash. */
    public static String constraintName(String prefix, String table, List<String> columns) {
        String name = prefix + "_" + table + "_" + String.join("_", columns);
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        String hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return name.substring(0, MAX_LENGTH - 9) + "_" + hash;
    }

    /**
     * The expression with its plain names replaced: column names outside quotes, as in {@code size
     * > 0 and kind <> 'size'}.
     */
    public static String replaceNames(String expression, Map<String, String> replacements) {
        StringBuilder out = new StringBuilder(expression.length());
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                while (end < expression.length() && expression.charAt(end) != '\'') {
                    end++;
                }
                end = Math.min(end + 1, expression.length());
            } else if (Character.isLetter(c) || c == '_') {
                while (end < expression.length()
                        && (Character.isLetterOrDigit(expression.charAt(end))
                                || expression.charAt(end) == '_')) {
                    end++;
                }
            }
            String token = expression.substring(at, end);
            String replacement = replacements.get(token);
            out.append(replacement == null ? token : replacement);
            at = end;
        }
        return out.toString();
    }

    /** Whether the expression has the name outside quotes. */
    public static boolean mentions(String expression, String name) {
        return !replaceNames(expression, Map.of(name, name + "?")).equals(expression);
    }
}
