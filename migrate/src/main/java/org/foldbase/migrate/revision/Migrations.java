package org.foldbase.migrate.revision;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;

/**
 * All revisions of a project and the graph they form. Loading replays every operation, so a graph
 * that exists is a sound one: no revision is missing, none runs in a circle, every operation fits
 * and every file's snapshot is what its operations lead to.
 */
public final class Migrations {

    /** Parents before children; among equals, older first. */
    private final Map<String, Revision> revisions;

    /** Those that one of these replaces. */
    private final Optional<Migrations> replaced;

    private Migrations(Map<String, Revision> revisions, Optional<Migrations> replaced) {
        this.revisions = revisions;
        this.replaced = replaced;
    }

    /**
     * Reads all {@code *.yaml} of a folder, and of {@code replaced} in it; a missing folder holds
     * none.
     */
    public static Migrations load(Path folder) throws IOException {
        return of(RevisionFolder.read(folder));
    }

    /** The same of a folder on the class path, also one inside a jar. */
    public static Migrations load(ClassLoader loader, String folder) throws IOException {
        return of(RevisionFolder.read(loader, folder));
    }

    /** The graph of these revisions. */
    public static Migrations of(Collection<Revision> unsorted) {
        Map<String, Revision> byId = new LinkedHashMap<>();
        for (Revision revision : unsorted) {
            Revision other = byId.put(revision.id(), revision);
            if (other != null) {
                throw new MigrationException(
                        "Two files are revision " + other + " and " + revision);
            }
        }
        Map<String, Revision> older = new LinkedHashMap<>();
        for (Revision revision : unsorted) {
            for (String id : revision.replaces()) {
                Revision replaced = byId.get(id);
                if (replaced == null) {
                    throw missing(revision, "replaces", id);
                }
                older.put(id, replaced);
            }
        }
        if (!older.isEmpty() && older.size() == byId.size()) {
            throw new MigrationException("These revisions replace each other: " + older.values());
        }
        byId.keySet().removeAll(older.keySet());
        for (Revision revision : byId.values()) {
            for (String parent : revision.parents()) {
                requireThere(revision, parent, byId, older);
            }
        }
        Migrations migrations =
                new Migrations(
                        sorted(byId),
                        older.isEmpty() ? Optional.empty() : Optional.of(of(older.values())));
        for (Revision revision : migrations.revisions.values()) {
            migrations.requireSound(revision);
        }
        migrations.requireSoundSquash();
        return migrations;
    }

    private static void requireThere(
            Revision revision,
            String parent,
            Map<String, Revision> byId,
            Map<String, Revision> older) {
        if (older.containsKey(parent)) {
            throw new MigrationException(
                    "Revision "
                            + revision
                            + " follows "
                            + older.get(parent)
                            + ", which another revision replaces; let it follow that one");
        }
        if (!byId.containsKey(parent)) {
            throw missing(revision, "follows", parent);
        }
    }

    private static MigrationException missing(Revision revision, String verb, String id) {
        return new MigrationException(
                "Revision "
                        + revision
                        + " "
                        + verb
                        + " "
                        + id
                        + ", whose file is missing; put it back");
    }

    private void requireSoundSquash() {
        if (replaced.isEmpty()) {
            return;
        }
        Migrations older = replaced.orElseThrow();
        List<Revision> squashes =
                revisions.values().stream().filter(r -> !r.replaces().isEmpty()).toList();
        Revision squash = squashes.getFirst();
        if (squashes.size() > 1
                || !squash.parents().isEmpty()
                || older.heads().size() != 1
                || !older.snapshot().hash().equals(squash.snapshot())) {
            throw new MigrationException(
                    "Revisions "
                            + squashes
                            + " replace others: only one may, it follows none, and it has to lead"
                            + " to where "
                            + older.heads()
                            + " led");
        }
    }

    private static Map<String, Revision> sorted(Map<String, Revision> byId) {
        List<Revision> left = new ArrayList<>(byId.values());
        left.sort((a, b) ->
                a.date().equals(b.date())
                        ? a.id().compareTo(b.id())
                        : a.date().compareTo(b.date()));
        Map<String, Revision> sorted = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            Revision next =
                    left.stream()
                            .filter(r -> sorted.keySet().containsAll(r.parents()))
                            .findFirst()
                            .orElseThrow(() ->
                                    new MigrationException(
                                            "These revisions follow each other in a"
                                                    + " circle: "
                                                    + left));
            left.remove(next);
            sorted.put(next.id(), next);
        }
        return sorted;
    }

    private void requireSound(Revision revision) {
        Schema before = schemaAt(revision.parents());
        Schema after;
        Schema back;
        try {
            after = before.apply(revision.up());
            back = after.apply(revision.down());
        } catch (MigrationException e) {
            throw new MigrationException("In revision " + revision + ": " + e.getMessage(), e);
        }
        if (!after.hash().equals(revision.snapshot())) {
            throw new MigrationException(
                    "Revision "
                            + revision
                            + " was edited: its operations no longer lead to its snapshot, but to "
                            + after.hash());
        }
        if (!back.equals(before)) {
            throw new MigrationException(
                    "Revision "
                            + revision
                            + " does not lead back: after its down operations it differs by "
                            + SchemaDiff.between(before, back).operations().stream()
                                    .map(Operation::describe)
                                    .toList());
        }
    }

    /** All revisions, parents before children. */
    public List<Revision> history() {
        return List.copyOf(revisions.values());
    }

    /**
     * The revisions nothing follows: one, or none at the beginning, or more where people worked
     * apart.
     */
    public List<Revision> heads() {
        Set<String> followed = new HashSet<>();
        revisions.values().forEach(revision -> followed.addAll(revision.parents()));
        return revisions.values().stream().filter(r -> !followed.contains(r.id())).toList();
    }

    /** Whether there is a revision of exactly this id. */
    public boolean contains(String id) {
        return revisions.containsKey(id);
    }

    /** The revision of exactly this id, be it one that another replaces. */
    public Optional<Revision> find(String id) {
        return Optional.ofNullable(revisions.get(id))
                .or(() -> replaced.flatMap(older -> older.find(id)));
    }

    /** The revision of that id, or of the only id that begins so. */
    public Revision get(String idOrPrefix) {
        List<Revision> found =
                revisions.values().stream()
                        .filter(revision -> revision.id().startsWith(idOrPrefix))
                        .toList();
        if (found.size() == 1 && !idOrPrefix.isEmpty()) {
            return found.getFirst();
        }
        String what = "There is no revision " + idOrPrefix;
        if (!found.isEmpty() && !idOrPrefix.isEmpty()) {
            what = "Revision " + idOrPrefix + " may be any of " + found;
        } else if (find(idOrPrefix).isPresent()) {
            what =
                    "Revision "
                            + find(idOrPrefix).orElseThrow()
                            + " was replaced by "
                            + squash().orElseThrow();
        }
        throw new MigrationException(Kind.USAGE, what);
    }

    /** The revision that replaces older ones, if there is one. */
    public Optional<Revision> squash() {
        return revisions.values().stream().filter(r -> !r.replaces().isEmpty()).findFirst();
    }

    /** The revisions that {@link #squash} replaces, as they were before it. */
    public Optional<Migrations> replaced() {
        return replaced;
    }

    /**
     * The migrations among which a database stands that has these: the older ones, as long as it
     * has one of those.
     */
    public Migrations at(Collection<String> applied) {
        Optional<Migrations> older =
                replaced.filter(r -> applied.stream().anyMatch(id -> r.find(id).isPresent()));
        return older.map(o -> o.at(applied)).orElse(this);
    }

    /** The revision and all it follows, parents before children. */
    public List<Revision> upTo(Collection<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        for (Revision revision : history().reversed()) {
            if (wanted.contains(revision.id())) {
                wanted.addAll(revision.parents());
            }
        }
        return revisions.values().stream().filter(r -> wanted.contains(r.id())).toList();
    }

    /** The schema after these revisions and all they follow. */
    public Schema schemaAt(Collection<String> ids) {
        Schema at = Schema.EMPTY;
        for (Revision revision : upTo(ids)) {
            at = at.apply(revision.up());
        }
        return at;
    }

    /** Every table that any revision makes, or made before another dropped or renamed it. */
    public Set<String> tableNames() {
        Set<String> names = new TreeSet<>();
        for (Revision revision : revisions.values()) {
            Schema at = schemaAt(revision.parents());
            for (Operation operation : revision.up()) {
                at = at.apply(operation);
                at.tables().forEach(table -> names.add(table.name()));
            }
        }
        replaced.ifPresent(older -> names.addAll(older.tableNames()));
        return names;
    }

    /** The newest schema; with two heads there is none. */
    public Schema snapshot() {
        return schemaAt(soleHead());
    }

    private List<String> soleHead() {
        List<Revision> heads = heads();
        if (heads.size() > 1) {
            throw new MigrationException(
                    Kind.HEADS,
                    "There are " + heads.size() + " heads: " + heads + "; merge them first");
        }
        return heads.stream().map(Revision::id).toList();
    }

    /** A revision that follows the head with these changes; {@link #write} makes its file. */
    public Revision next(String message, SchemaDiff changes, Clock clock) {
        return revision(
                soleHead(),
                List.of(),
                message,
                changes.operations(),
                changes.inverse(),
                snapshot(),
                clock);
    }

    /** A revision that follows all heads and changes nothing. */
    public Revision merge(String message, Clock clock) {
        List<String> heads = heads().stream().map(Revision::id).toList();
        if (heads.size() < 2) {
            throw new MigrationException(
                    Kind.USAGE, "There is nothing to merge: heads are " + heads());
        }
        return revision(heads, List.of(), message, List.of(), List.of(), schemaAt(heads), clock);
    }

    /**
     * A revision that makes the newest schema at once and replaces all there are; {@link #write}
     * makes its file. A database that has replaced ones gets those it lacks, and then counts as
     * having this one.
     *
     * @param withoutSql whether what was written by hand may be left out: new databases then get
     *     none of it
     */
    public Revision squash(String message, boolean withoutSql, Clock clock) {
        soleHead();
        if (revisions.size() < 2) {
            throw new MigrationException(Kind.USAGE, "There is nothing to squash: " + history());
        }
        List<Revision> byHand =
                revisions.values().stream()
                        .filter(r -> r.up().stream().anyMatch(Operation.Sql.class::isInstance))
                        .toList();
        if (!byHand.isEmpty() && !withoutSql) {
            throw new MigrationException(
                    Kind.REFUSED,
                    "These revisions have statements written by hand, which new databases would no"
                            + " longer get: "
                            + byHand
                            + "; leave them out knowingly, or do not squash");
        }
        SchemaDiff all = SchemaDiff.between(Schema.EMPTY, snapshot());
        return revision(
                List.of(),
                List.copyOf(revisions.keySet()),
                message,
                all.operations(),
                all.inverse(),
                Schema.EMPTY,
                clock);
    }

    private static Revision revision(
            List<String> parents,
            List<String> replaces,
            String message,
            List<Operation> up,
            List<Operation> down,
            Schema before,
            Clock clock) {
        Instant date = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String snapshot = before.apply(up).hash();
        Revision draft =
                new Revision(
                        RevisionFile.idOf(parents, replaces, message, date, snapshot),
                        parents,
                        replaces,
                        message,
                        date,
                        up,
                        down,
                        snapshot,
                        "");
        String text = RevisionFile.write(draft);
        return RevisionFile.read(draft.fileName(), text);
    }

    /** These migrations and one more, which follows some of them. */
    public Migrations with(Revision revision) {
        List<Revision> more = new ArrayList<>(List.of(revision));
        for (Optional<Migrations> level = Optional.of(this);
                level.isPresent();
                level = level.orElseThrow().replaced) {
            more.addAll(level.orElseThrow().revisions.values());
        }
        return of(more);
    }

    /**
     * Writes a revision's file into a folder, which is made when missing, and moves the files it
     * replaces to {@code replaced} in it. Whenever that is interrupted, the folder holds the
     * migrations before or after; the next write finishes the moves.
     *
     * @return the file, which was not there before
     */
    public static Path write(Revision revision, Path folder) throws IOException {
        return RevisionFolder.write(revision, folder);
    }
}
