package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir Path dir;

    private Path file;
    private InputFile input;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(dir.resolve("sites.bed"), "abc");
        input = InputFile.of(file);
    }

    private void assertChanged() {
        assertThatThrownBy(input::requireUnchanged)
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "%s was changed while it was read; run again when it is complete", file);
    }

    @Test
    void theHashIsThatOfTheBytes() throws IOException {
        assertThat(input.sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatCode(input::requireUnchanged).doesNotThrowAnyException();
    }

    @Test
    void aFileThatGrewIsRefused() throws IOException {
        Files.writeString(file, "abcd");
        assertChanged();
    }

    @Test
    void aFileWrittenAgainIsRefused() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(input.modified().toMillis() + 1000));
        assertChanged();
    }

    @Test
    void aFileReplacedByAnotherOfTheSameSizeAndTimeIsRefused() throws IOException {
        Path other = Files.writeString(dir.resolve("other.bed"), "xyz");
        Files.setLastModifiedTime(other, input.modified());
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertChanged();
    }
}
