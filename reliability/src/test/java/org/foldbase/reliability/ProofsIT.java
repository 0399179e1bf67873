package org.foldbase.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The proofs in short: some tens of events each. */
@Timeout(600)
class ProofsIT {

    @SuppressWarnings("NullAway.Init")
    private static Servers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = Servers.inNewFolder();
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    /** Kills by every way to the workers, all else by the one that has the most parts. */
    static Stream<Arguments> all() {
        return Arrays.stream(Proof.values())
                .flatMap(proof -> {
                    Set<Adapter> all = proof.adapters();
                    return (proof == Proof.KILLS ? all : Set.of(Collections.max(all)))
                            .stream().sorted().map(adapter -> Arguments.of(proof, adapter));
                });
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("all")
    void nothingIsLostAndNothingIsDoneTwice(Proof proof, Adapter adapter) throws Exception {
        Optional<String> missing = proof.missing(adapter);
        if (missing.isPresent()) {
            if (adapter == Adapter.REDIS && "true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing.get());
            }
            abort(missing.get());
        }
        Report report = proof.run(servers, adapter, proof.few());
        report.write(Places.TARGET.resolve("reports"));
        assertThat(report.failures()).as("%s", report).isEmpty();
    }
}
