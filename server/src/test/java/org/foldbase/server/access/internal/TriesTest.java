package org.foldbase.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.IntFunction;
import org.foldbase.server.shared.Refusal;
import org.junit.jupiter.api.Test;

/** How often a password may be tried. */
class TriesTest {

    private static final String ADDRESS = "192.0.2.7";

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource source = () -> now;
    private final Tries tries =
            new Tries(
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return source.instant();
                        }
                    });

    private void requireOnly(int most, IntFunction<String> name, IntFunction<String> address) {
        for (int i = 0; i < most; i++) {
            tries.count(name.apply(i), address.apply(i));
        }
        refused(name.apply(most), address.apply(most));
    }

    private void refused(String name, String address) {
        assertThatThrownBy(() -> tries.count(name, address))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
                            assertThat(refusal.retryAfter()).isPresent();
                        });
    }

    @Test
    void aNameIsTriedFiveTimesFromAnAddressInAQuarterOfAnHour() {
        requireOnly(5, i -> "ada", i -> ADDRESS);
        assertThatCode(() -> tries.count("ada", "192.0.2.8")).doesNotThrowAnyException();
        assertThatCode(() -> tries.count("bob", ADDRESS)).doesNotThrowAnyException();
    }

    @Test
    void aNameIsTried50TimesFromAllAddresses() {
        requireOnly(50, i -> "ada", i -> "192.0.2." + i);
    }

    @Test
    void anAddressTries100TimesWithAllNames() {
        requireOnly(100, i -> "user" + i, i -> ADDRESS);
    }

    @Test
    void addressesOfOneNetworkOfIpv6AreOne() {
        requireOnly(5, i -> "ada", i -> "2001:db8:1:2::" + i);
        tries.count("ada", "2001:db8:1:3::1");
    }

    @Test
    void aTryIsForgottenAfterAQuarterOfAnHourAndNotBefore() {
        for (int i = 0; i < 5; i++) {
            tries.count("ada", ADDRESS);
            now = now.plus(Duration.ofMinutes(1));
        }
        now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
        refused("ada", ADDRESS);
        now = now.plusMillis(1);
        tries.count("ada", ADDRESS);
        refused("ada", ADDRESS);
    }

    @Test
    void refusedTriesDoNotMakeItLonger() {
        requireOnly(5, i -> "ada", i -> ADDRESS);
        now = now.plus(Duration.ofMinutes(14));
        refused("ada", ADDRESS);
        now = now.plus(Duration.ofMinutes(1));
        tries.count("ada", ADDRESS);
    }

    @Test
    void whoKnewThePasswordBeginsAnew() {
        for (int i = 0; i < 4; i++) {
            tries.count("ada", ADDRESS);
        }
        tries.forget("ada", ADDRESS);
        requireOnly(5, i -> "ada", i -> ADDRESS);
    }
}
