package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.foldbase.migrate.schema.Operation.DropColumn;
import org.foldbase.migrate.schema.Operation.RenameColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that write revisions. */
class DraftCommandsTest {
    private static final String LIKE = "dataset.cell_kind:cell_type";

    @TempDir private Path dir;

    private final InputStream in = System.in;
    private Checkout checkout;

    @BeforeEach
    void aSourceTree() throws IOException {
        checkout = new Checkout(dir.resolve("tree"));
    }

    @AfterEach
    void close() {
        checkout.close();
        System.setIn(in);
        System.clearProperty("foldbase.interactive");
    }

    private static Run db(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "db";
        System.arraycopy(words, 0, all, 1, words.length);
        return Run.foldbase(all);
    }

    private void renameInTheRevisions() throws IOException {
        checkout.add("another name", new RenameColumn("dataset", "cell_type", "cell_kind"));
    }

    private static void answer(String text) {
        System.setProperty("foldbase.interactive", "true");
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theProjectsOwnRevisionsAreThoseOfItsEntities() {
        assertThat(db("check", "--offline").code()).isZero();
        assertThat(db("migrate", "-m", "nothing"))
                .isEqualTo(
                        new Run(
                                0,
                                "Nothing changed: the revisions lead to what the entities ask"
                                        + " for.\n",
                                ""));
    }

    @Test
    void whatChangedIsOneFileAndThenNothingIsLeft() throws Exception {
        checkout.add("no arms", new DropColumn("assembly", "arms"));
        Run run = db("migrate", "-m", "arms again");
        Path file = checkout.file(checkout.head());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().findFirst()).contains(file.toString());
        assertThat(run.out()).contains("  add column assembly.arms");
        assertThat(run.err()).contains("foldbase db upgrade");
        assertThat(file).content().contains("message: arms again", "- add-column:");
        assertThat(db("migrate", "-m", "more").out()).startsWith("Nothing changed");
    }

    @Test
    void theFirstRevisionHoldsEveryTable() throws Exception {
        checkout.removeAll();
        assertThat(db("revision", "--autogenerate", "-m", "first").out())
                .contains("  create table app_user\n", "  create table dataset\n");
        assertThat(checkout.migrations().history()).hasSize(1);
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        checkout.add("no arms", new DropColumn("assembly", "arms"));
        Map<String, String> before = Run.contents(checkout.folder());
        assertThat(db("migrate", "-m", "arms again", "--dry-run").out())
                .startsWith("Would write ")
                .contains("add column assembly.arms");
        assertThat(Run.contents(checkout.folder())).isEqualTo(before);
    }

    @Test
    void anEmptyRevisionIsWrittenToFillByHand() throws Exception {
        assertThat(db("revision", "-m", "by hand").out()).contains("  no change of tables\n");
        assertThat(checkout.file(checkout.head())).content().contains("up: []", "down: []");
    }

    @Test
    void aRenameNobodyAnsweredIsListedWithTheFlagsToGive() throws Exception {
        renameInTheRevisions();
        Map<String, String> before = Run.contents(checkout.folder());
        Run run = db("migrate", "-m", "x");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("--rename " + LIKE + ", or --rename dataset.cell_kind:- if it was");
        assertThat(Run.contents(checkout.folder())).isEqualTo(before);
    }

    @Test
    void anAnswerOnTheCommandLineMakesItARenameOrALoss() throws Exception {
        renameInTheRevisions();
        assertThat(db("migrate", "-m", "x", "--dry-run", "--rename", LIKE).out())
                .contains("  rename column dataset.cell_kind to cell_type\n");
        assertThat(db("migrate", "-m", "x", "--dry-run", "--rename", "dataset.cell_kind:-").out())
                .contains("  drop column dataset.cell_kind  LOSES DATA\n");
        Run wrong = db("migrate", "-m", "x", "--rename", "dataset.none:name");
        assertThat(wrong.code()).isNotZero();
        assertThat(wrong.err()).contains("There is no dataset.none to rename");
    }

    @Test
    void aPersonAtATerminalIsAsked() throws Exception {
        renameInTheRevisions();
        answer("y\n");
        Run yes = db("migrate", "-m", "x", "--dry-run");
        assertThat(yes.err()).contains("Was dataset.cell_kind renamed to cell_type? [y/N] ");
        assertThat(yes.out()).contains("rename column dataset.cell_kind to cell_type");
        answer("\n\n\n\n\n\n");
        assertThat(db("migrate", "-m", "x", "--dry-run").out())
                .contains("drop column dataset.cell_kind  LOSES DATA");
        answer("");
        assertThat(db("migrate", "-m", "x").err()).contains("there was no answer");
    }

    @Test
    void aSquashReplacesAllRevisions() throws Exception {
        checkout.add("no arms", new DropColumn("assembly", "arms"));
        Run run = db("squash", "-m", "all");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(checkout.migrations().history()).hasSize(1);
        assertThat(db("squash", "-m", "again").code()).isEqualTo(2);
    }

    @Test
    void thereIsNothingToMergeWithOneHead() {
        Run run = db("merge", "-m", "x");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("There is nothing to merge");
    }

    @Test
    void outsideASourceTreeNothingIsWritten() throws Exception {
        Files.delete(dir.resolve("tree/pom.xml"));
        for (String command : new String[] {"migrate", "revision", "merge", "squash"}) {
            Run run = db(command, "-m", "x");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("revisions are written in a checkout of the sources");
        }
    }

    @Test
    void theMessageIsOneLine() {
        assertThat(db("migrate", "-m", " ").err()).contains("the message is one line");
        assertThat(db("migrate").code()).isEqualTo(2);
    }
}
