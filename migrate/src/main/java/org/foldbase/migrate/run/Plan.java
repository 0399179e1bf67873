package org.foldbase.migrate.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;

/**
 * The revisions to apply or to revert, in order, and the operations of each.
 *
 * @param up whether they are applied
 */
record Plan(boolean up, List<Move> moves) {

    /** One revision, applied to or reverted from the schema {@code before}. */
    record Move(Revision revision, List<Operation> operations, Schema before) {

        Schema after() {
            return before.apply(operations);
        }
    }

    /** Whether no revision is left afterwards. */
    boolean leadsToBase() {
        return !up && !moves.isEmpty() && moves.getLast().revision().parents().isEmpty();
    }

    /** Whether there is such a place to go to, wherever one comes from. */
    static void requireTarget(Migrations migrations, String target) {
        if (target.equals("head")) {
            head(migrations);
        } else if (!target.matches("\\+\\d+")) {
            migrations.get(target);
        }
    }

    /** From what is applied up to {@code head}, {@code +n}, or a revision's id. */
    static Plan upgrade(Migrations migrations, Collection<String> applied, String target) {
        List<Revision> pending;
        if (target.matches("\\+\\d+")) {
            pending = missing(migrations, applied, head(migrations));
            int wanted = Integer.parseInt(target.substring(1));
            if (wanted > pending.size()) {
                throw new MigrationException(
                        Kind.USAGE,
                        "There are " + pending.size() + " revisions to apply, not " + wanted);
            }
            pending = pending.subList(0, wanted);
        } else {
            List<String> ids =
                    target.equals("head") ? head(migrations) : List.of(migrations.get(target).id());
            pending = missing(migrations, applied, ids);
        }
        List<Move> moves = new ArrayList<>();
        Schema at = migrations.schemaAt(applied);
        for (Revision revision : pending) {
            moves.add(new Move(revision, revision.up(), at));
            at = at.apply(revision.up());
        }
        return new Plan(true, moves);
    }

    private static List<Revision> missing(
            Migrations migrations, Collection<String> applied, List<String> ids) {
        return migrations.upTo(ids).stream().filter(r -> !applied.contains(r.id())).toList();
    }

    private static List<String> head(Migrations migrations) {
        List<Revision> heads = migrations.heads();
        if (heads.size() > 1) {
            throw new MigrationException(
                    Kind.HEADS,
                    "There are " + heads.size() + " heads: " + heads + "; merge them, or name one");
        }
        return heads.stream().map(Revision::id).toList();
    }

    /** From what is applied down to {@code base}, {@code -n}, or a revision's id. */
    static Plan downgrade(Migrations migrations, Collection<String> applied, String target) {
        List<Revision> done = migrations.upTo(applied).reversed();
        List<Revision> reverted;
        if (target.matches("-\\d+")) {
            int wanted = Integer.parseInt(target.substring(1));
            if (wanted > done.size()) {
                throw new MigrationException(
                        Kind.USAGE,
                        "There are " + done.size() + " revisions to revert, not " + wanted);
            }
            reverted = done.subList(0, wanted);
        } else if (target.equals("base")) {
            reverted = done;
        } else {
            Revision stays = migrations.get(target);
            if (!applied.contains(stays.id())) {
                throw new MigrationException(
                        Kind.USAGE,
                        "The database does not have revision "
                                + stays
                                + ", so it can't go back to it");
            }
            Set<String> kept = new HashSet<>();
            migrations.upTo(List.of(stays.id())).forEach(r -> kept.add(r.id()));
            reverted = done.stream().filter(r -> !kept.contains(r.id())).toList();
        }
        List<Move> moves = new ArrayList<>();
        Schema at = migrations.schemaAt(applied);
        for (Revision revision : reverted) {
            moves.add(new Move(revision, revision.down(), at));
            at = at.apply(revision.down());
        }
        return new Plan(false, moves);
    }
}
