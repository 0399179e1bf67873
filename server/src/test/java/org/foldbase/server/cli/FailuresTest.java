package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Failures that a test can hardly bring about. */
class FailuresTest {
    private final StringWriter err = new StringWriter();

    private int codeOf(Throwable failure) {
        return Failures.onFailure(failure, new PrintWriter(err, true), false);
    }

    @Test
    void tooLittleMemoryIsASentenceWithARemedy() {
        assertThat(codeOf(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString())
                .matches(
                        "foldbase: out of memory: [\\d,]+ MB are too few; allow more, say"
                                + " JDK_JAVA_OPTIONS=-Xmx8g\n");
    }

    @Test
    void aMapCutShortWhileItIsReadIsBadInput() {
        InternalError signal =
                new InternalError("a fault occurred in an unsafe memory access operation");
        assertThat(codeOf(signal)).isEqualTo(3);
        assertThat(err)
                .hasToString(
                        "foldbase: an input file was cut short while it was read, or its disk"
                                + " failed\n");
    }

    @Test
    void aFileThatIsNotThereIsNotToldByItsNameAlone() {
        assertThat(codeOf(new NoSuchFileException("some/file"))).isEqualTo(3);
        assertThat(codeOf(new AccessDeniedException("some/file"))).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "foldbase: some/file: no such file or folder",
                        "foldbase: some/file: permission denied");
    }

    @Test
    void anInterruptIsToldAsOneWhereverItStruck() {
        assertThat(codeOf(new CancellationException("cancelled"))).isEqualTo(130);
        assertThat(codeOf(new OutputException("x", new ClosedByInterruptException())))
                .isEqualTo(130);
        assertThat(codeOf(new IOException("x", new InterruptedException()))).isEqualTo(130);
        assertThat(err.toString().lines()).hasSize(3).containsOnly("foldbase: interrupted");
    }

    @Test
    void whatNobodyThoughtOfIsCalledAnInternalError() {
        assertThat(codeOf(new IllegalStateException("odd"))).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "foldbase: internal error: java.lang.IllegalStateException: odd; run again"
                                + " with --verbose and report it\n");
    }
}
