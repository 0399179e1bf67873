package org.foldbase.migrate.run;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.History.State;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;

/** Carries out a plan under the lock: preflight, statements, history. */
final class Runner {

    private final Session session;
    private final Dialect dialect;
    private final Migrations migrations;
    private final RunSettings settings;
    private final History history;
    private List<History.Entry> entries;
    private final RowGuard guard;
    private final Steps steps;

    Runner(Session session, Dialect dialect, Migrations migrations, RunSettings settings)
            throws SQLException {
        this.session = session;
        this.dialect = dialect;
        this.migrations = migrations;
        this.settings = settings;
        this.history = new History(session);
        this.entries = history.read();
        this.guard = new RowGuard(session, dialect);
        this.steps = new Steps(session, settings.listener());
        for (History.Entry entry : entries) {
            requireKnown(entry);
        }
    }

    static MigrationException ahead(String revision) {
        return new MigrationException(
                Kind.AHEAD,
                "The database has revision "
                        + revision
                        + ", which is not among the migrations here: it is ahead of this program;"
                        + " use the newer one");
    }

    private void requireKnown(History.Entry entry) {
        if (migrations.find(entry.revision()).isEmpty()) {
            throw ahead(entry.revision());
        }
        Revision revision = revision(entry);
        if (!revision.checksum().equals(entry.checksum())) {
            throw new MigrationException(
                    Kind.EDITED,
                    "The file "
                            + revision.fileName()
                            + " was edited after it was applied to this database at "
                            + entry.appliedAt()
                            + "; put it back, and write a new revision");
        }
    }

    private Revision revision(History.Entry entry) {
        return migrations.find(entry.revision()).orElseThrow();
    }

    /** The ids of the revisions the database has; one that is half done is an error. */
    List<String> applied() {
        for (History.Entry entry : entries) {
            if (entry.state() != State.APPLIED) {
                throw dirty(
                        revision(entry), entry.state() == State.APPLYING, entry.statement(), "");
            }
        }
        return entries.stream().map(History.Entry::revision).toList();
    }

    private static DirtyException dirty(Revision revision, boolean up, int statement, String why) {
        return new DirtyException(
                why
                        + "The database is dirty: "
                        + (up ? "applying " : "reverting ")
                        + revision
                        + " stopped after statement "
                        + statement
                        + "; `upgrade --resume` goes on from there",
                revision.id(),
                statement);
    }

    /** Applies what is missing, older revisions that others replace by now before all. */
    List<Revision> upgrade(String target, boolean allowDataLoss) throws SQLException {
        Plan.requireTarget(migrations, target);
        List<Revision> done = new ArrayList<>(catchUp(migrations, allowDataLoss));
        done.addAll(run(Plan.upgrade(migrations, applied(), target), allowDataLoss));
        return done;
    }

    List<Revision> downgrade(String target, boolean allowDataLoss) throws SQLException {
        Migrations standing = migrations.at(applied());
        return run(Plan.downgrade(standing, applied(), target), allowDataLoss);
    }

    /** A database that has replaced revisions gets the rest of them, and then the replacing one. */
    private List<Revision> catchUp(Migrations level, boolean allowDataLoss) throws SQLException {
        if (level.replaced().isEmpty()) {
            return List.of();
        }
        Migrations older = level.replaced().orElseThrow();
        List<Revision> done = new ArrayList<>(catchUp(older, allowDataLoss));
        if (applied().stream().anyMatch(older::contains)) {
            done.addAll(run(Plan.upgrade(older, applied(), "head"), allowDataLoss));
            adopt(level.squash().orElseThrow());
        }
        return done;
    }

    private void adopt(Revision squash) throws SQLException {
        steps.run(
                "record " + squash.id() + " instead of what it replaces",
                () ->
                        session.inTransaction(
                                dialect,
                                () -> {
                                    for (String replaced : squash.replaces()) {
                                        history.delete(replaced);
                                    }
                                    insertApplied(squash);
                                    return squash;
                                }));
        entries = history.read();
    }

    private void insertApplied(Revision revision) throws SQLException {
        history.insert(revision, State.APPLIED, 0, settings.by(), settings.clock().instant(), 0);
    }

    /** Runs all moves. */
    List<Revision> run(Plan plan, boolean allowDataLoss) throws SQLException {
        if (plan.moves().isEmpty()) {
            return List.of();
        }
        preflight(plan, 0, 0, allowDataLoss);
        steps.execute(History.createTable());
        for (int i = 0; i < plan.moves().size(); i++) {
            move(plan, i, allowDataLoss);
        }
        if (!plan.up()) {
            history.dropIfEmpty();
        }
        entries = history.read();
        return plan.moves().stream().map(Plan.Move::revision).toList();
    }

    /**
     * Looks at the rows for everything from this operation to the next that was written by hand:
     * what such a one does to the rows is not known before.
     */
    private void preflight(Plan plan, int firstMove, int firstOperation, boolean allowDataLoss)
            throws SQLException {
        Plan.Move move = plan.moves().get(firstMove);
        Schema before = move.before().apply(move.operations().subList(0, firstOperation));
        Preflight preflight = new Preflight(session, dialect, before);
        List<Operation> ahead = new ArrayList<>();
        for (int i = firstMove; i < plan.moves().size(); i++) {
            List<Operation> operations = plan.moves().get(i).operations();
            ahead.addAll(
                    i == firstMove
                            ? operations.subList(firstOperation, operations.size())
                            : operations);
        }
        int end = 0;
        while (end < ahead.size() && (end == 0 || !(ahead.get(end - 1) instanceof Operation.Sql))) {
            end++;
        }
        preflight.inspect(ahead.subList(0, end));
        if (!preflight.refusals().isEmpty()) {
            throw new RefusedException(
                    "Rows stand in the way" + unchanged(firstMove, firstOperation),
                    preflight.refusals());
        }
        if (!allowDataLoss && !preflight.losses().isEmpty()) {
            throw new RefusedException(
                    "Data would be lost"
                            + unchanged(firstMove, firstOperation)
                            + " (--allow-data-loss permits it)",
                    preflight.losses());
        }
    }

    private String unchanged(int move, int operation) {
        return dialect.rollsBackDdl() || (move == 0 && operation == 0)
                ? "; nothing was changed"
                : "; what came before is done";
    }

    private void move(Plan plan, int index, boolean allowDataLoss) throws SQLException {
        Plan.Move move = plan.moves().get(index);
        Instant start = settings.clock().instant();
        State state = plan.up() ? State.APPLYING : State.REVERTING;
        if (plan.up()) {
            history.insert(move.revision(), state, 0, settings.by(), start, 0);
        } else {
            history.update(move.revision().id(), state, 0, 0);
        }
        List<Step> steps = dialect.plan(move.operations(), move.before());
        int operations = 0;
        int statements = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (operations > 0 && steps.get(i - 1).isByHand()) {
                preflight(plan, index, operations, allowDataLoss);
            }
            run(move.revision(), plan.up(), steps, i, statements, 0);
            operations += steps.get(i).operations().size();
            statements += steps.get(i).statements().size();
        }
        if (!steps.isEmpty() && steps.getLast().isByHand() && index + 1 < plan.moves().size()) {
            preflight(plan, index + 1, 0, allowDataLoss);
        }
        finish(move.revision(), plan.up(), statements, start);
    }

    private void finish(Revision revision, boolean up, int statements, Instant start)
            throws SQLException {
        long tookMs = settings.clock().millis() - start.toEpochMilli();
        steps.run(
                "record " + revision.id(),
                () -> {
                    if (up) {
                        history.update(revision.id(), State.APPLIED, statements, tookMs);
                    } else {
                        history.delete(revision.id());
                    }
                });
    }

    /** Runs a step; {@code done} statements came before it, of its own the first are skipped. */
    private void run(
            Revision revision, boolean up, List<Step> steps, int index, int done, int skipped)
            throws SQLException {
        Step step = steps.get(index);
        guard.before(step);
        int statement = skipped;
        try {
            for (; statement < step.statements().size(); statement++) {
                this.steps.execute(step.statements().get(statement));
                if (!dialect.rollsBackDdl()) {
                    history.update(
                            revision.id(),
                            up ? State.APPLYING : State.REVERTING,
                            done + statement + 1,
                            0);
                }
            }
        } catch (SQLException e) {
            throw failed(revision, up, steps, index, done + statement, e);
        }
        guard.after(step);
    }

    /** Undoes what the revision did so far where that loses nothing, and says how things stand. */
    private MigrationException failed(
            Revision revision,
            boolean up,
            List<Step> steps,
            int index,
            int statement,
            SQLException cause) {
        String what =
                (up ? "Applying " : "Reverting ")
                        + revision
                        + " failed at statement "
                        + (statement + 1)
                        + " ("
                        + steps.get(index).operations().getFirst().describe()
                        + "): "
                        + cause.getMessage();
        Optional<MigrationException> known = dialect.explain(cause, session);
        if (dialect.rollsBackDdl()) {
            return known.orElseGet(() ->
                    new MigrationException(Kind.FAILED, what + "; nothing was changed", cause));
        }
        List<Step> done = steps.subList(0, index + 1);
        boolean undoable =
                done.stream()
                        .flatMap(step -> step.operations().stream())
                        .noneMatch(o -> o.losesData() || o instanceof Operation.Sql);
        if (!undoable) {
            DirtyException dirty = dirty(revision, up, statement, what + ". ");
            dirty.initCause(cause);
            return dirty;
        }
        try {
            undo(revision, up, done);
        } catch (SQLException e) {
            cause.addSuppressed(e);
            DirtyException dirty =
                    dirty(revision, up, statement, what + ", and so did undoing it. ");
            dirty.initCause(cause);
            return dirty;
        }
        return known.orElseGet(() ->
                new MigrationException(Kind.FAILED, what + "; what it had done was undone", cause));
    }

    private void undo(Revision revision, boolean up, List<Step> done) throws SQLException {
        int left = done.stream().mapToInt(step -> step.statements().size()).sum();
        for (Step step : done.reversed()) {
            left -= step.statements().size();
            history.update(revision.id(), up ? State.APPLYING : State.REVERTING, left, 0);
            List<Operation> inverse = Operation.inverse(step.operations(), step.before());
            for (Step back : dialect.plan(inverse, step.after())) {
                for (String sql : back.statements()) {
                    session.execute(sql);
                }
            }
        }
        if (up) {
            history.delete(revision.id());
            history.dropIfEmpty();
        } else {
            history.update(revision.id(), State.APPLIED, left, 0);
        }
    }

    /** Goes on where an interrupted run stopped. */
    Optional<Revision> resume() throws SQLException {
        for (History.Entry entry : entries) {
            if (entry.state() != State.APPLIED) {
                Revision revision = revision(entry);
                resume(revision, entry);
                return Optional.of(revision);
            }
        }
        return Optional.empty();
    }

    private void resume(Revision revision, History.Entry entry) throws SQLException {
        boolean up = entry.state() == State.APPLYING;
        List<String> others =
                entries.stream()
                        .map(History.Entry::revision)
                        .filter(id -> !id.equals(revision.id()))
                        .toList();
        Schema before = migrations.at(List.of(revision.id())).schemaAt(others);
        if (!up) {
            before = before.apply(revision.up());
        }
        List<Step> steps = dialect.plan(up ? revision.up() : revision.down(), before);
        Instant start = settings.clock().instant();
        int statements = 0;
        for (int i = 0; i < steps.size(); i++) {
            int count = steps.get(i).statements().size();
            int skipped = Math.clamp(entry.statement() - statements, 0, count);
            if (skipped < count) {
                run(revision, up, steps, i, statements, skipped);
            }
            statements += count;
        }
        finish(revision, up, statements, start);
        if (!up) {
            history.dropIfEmpty();
        }
    }

    /** Makes the history say that the database has these revisions. */
    void stamp(List<Revision> revisions) throws SQLException {
        history.create();
        for (History.Entry entry : entries) {
            history.delete(entry.revision());
        }
        for (Revision revision : revisions) {
            insertApplied(revision);
        }
        history.dropIfEmpty();
    }

    /** Before the commit. */
    void atEnd() throws SQLException {
        guard.atEnd();
    }

    /** Before the commit of what others wrote too. */
    void checkReferences() throws SQLException {
        guard.checkReferences();
    }
}
