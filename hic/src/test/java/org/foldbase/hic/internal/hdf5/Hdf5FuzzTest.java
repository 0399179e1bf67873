package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.foldbase.hic.testing.Damage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages the fixtures in seeded ways and reads all that is left of them: nothing but {@link
 * Hdf5Exception} may come out, in good time. Half of the files are read past wrong checksums, which
 * would otherwise stop most damage early.
 */
class Hdf5FuzzTest {
    private static final long SEED = 20_261_121;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @TempDir Path folder;

    @Test
    void fiveHundredDamagedFilesFailInOneSentence() throws IOException {
        fuzz(0, 500);
    }

    @Test
    @Tag("proof")
    void tenThousandDamagedFilesFailInOneSentence() throws IOException {
        fuzz(500, 10_500);
    }

    private void fuzz(int first, int end) throws IOException {
        List<byte[]> fixtures = new ArrayList<>();
        for (String name : Fixture.NAMES) {
            fixtures.add(Files.readAllBytes(Fixture.path(name)));
        }
        int failures = 0;
        for (int i = first; i < end; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            int fixture = random.nextInt(fixtures.size());
            byte[] damaged = Damage.to(fixtures.get(fixture), random);
            Path file = Files.write(folder.resolve("damaged.h5"), damaged);
            boolean verified = random.nextBoolean();
            String which =
                    "seed %d, %s, checksums %s"
                            .formatted(SEED + i, Fixture.NAMES.get(fixture), verified);
            Reading reading = new Reading();
            try {
                assertTimeoutPreemptively(LONGEST, () -> reading.readAll(file, verified), which);
            } catch (Throwable e) {
                throw new AssertionError(which, e);
            }
            failures += reading.failures.size();
            assertThat(reading.failures)
                    .as(which)
                    .allSatisfy(message -> assertThat(message).hasSizeBetween(10, 3000));
        }
        assertThat(failures).as("failures from seed %d on", SEED).isGreaterThan(end - first);
    }

    /** Reads everything, each thing in every way, and keeps what was refused. */
    private static final class Reading extends Walk {
        private final List<String> failures = new ArrayList<>();

        void readAll(Path path, boolean verified) throws IOException {
            try (Hdf5File file = Hdf5File.open(path, verified)) {
                visit(file.root());
            } catch (Hdf5Exception e) {
                failures.add(e.getMessage());
            }
        }

        @Override
        void group(Hdf5Group group) {
            attempt(() -> Optional.of(group.attributes()));
        }

        @Override
        void dataset(Hdf5Dataset dataset) {
            attempt(() -> Optional.of(dataset.attributes()));
            attempt(() -> Optional.of(dataset.storedBytes()));
            attempt(() -> Optional.of(dataset.readStrings()));
            attempt(() -> Optional.of(dataset.readInts()));
            attempt(() -> Optional.of(dataset.readLongs()));
            attempt(() -> Optional.of(dataset.readDoubles()));
            attempt(() -> {
                try (ColumnReader reader = dataset.reader()) {
                    reader.inflateOnly(dataset.size() / 2, 1);
                }
                return Optional.empty();
            });
            assertThat(dataset.toString()).isNotEmpty();
        }

        @Override
        <T> Optional<T> attempt(LookUp<T> lookUp) {
            try {
                return lookUp.find();
            } catch (Hdf5Exception e) {
                failures.add(e.getMessage());
                return Optional.empty();
            }
        }
    }
}
