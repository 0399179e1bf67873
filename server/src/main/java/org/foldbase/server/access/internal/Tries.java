package org.foldbase.server.access.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.foldbase.server.shared.Refusal;
import org.springframework.stereotype.Component;

/**
 * Limits how often a password is tried: by name and address together, and more widely by each
 * alone. It forgets when the server stops, and knows a bounded number of names and addresses.
 */
@Component
class Tries {

    static final int OF_NAME_AND_ADDRESS = 5;
    static final int OF_NAME = 50;
    static final int OF_ADDRESS = 100;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int MOST_KEYS = 100_000;

    /** A network of IPv6 is one household's. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Clock clock;
    private final Cache<String, Log> logs;

    Tries(Clock clock) {
        this.clock = clock;
        this.logs =
                Caffeine.newBuilder()
                        .maximumSize(MOST_KEYS)
                        .expireAfterWrite(WINDOW)
                        .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                        .build();
    }

    /** When a key's last tries were; as many as there may be within the window. */
    private record Log(String key, long[] timesMs) {

        /** How long until there may be another one. */
        long waitMs(long nowMs) {
            return timesMs[0] + WINDOW.toMillis() - nowMs;
        }

        Log with(long nowMs) {
            long[] later = Arrays.copyOfRange(timesMs, 1, timesMs.length + 1);
            later[later.length - 1] = nowMs;
            return new Log(key, later);
        }
    }

    /** Counts a try, or refuses it when there were too many in the last quarter of an hour. */
    synchronized void count(String nameKey, String address) {
        String place = network(address);
        long nowMs = clock.millis();
        List<Log> found =
                List.of(
                        log(pair(nameKey, place), OF_NAME_AND_ADDRESS),
                        log("name " + nameKey, OF_NAME),
                        log("address " + place, OF_ADDRESS));
        long waitMs = found.stream().mapToLong(log -> log.waitMs(nowMs)).max().orElse(0);
        if (waitMs > 0) {
            throw Refusal.tooMany(
                    "Too many tries. Try again in "
                            + Math.ceilDiv(waitMs, Duration.ofMinutes(1).toMillis())
                            + " min, or ask an administrator for a link to choose a new password.",
                    Duration.ofMillis(waitMs));
        }
        found.forEach(log -> logs.put(log.key(), log.with(nowMs)));
    }

    /** Forgets the tries of a name from an address: whoever it is knew the password. */
    synchronized void forget(String nameKey, String address) {
        logs.invalidate(pair(nameKey, network(address)));
    }

    private Log log(String key, int limit) {
        Log log = logs.getIfPresent(key);
        return log == null ? new Log(key, longAgo(limit)) : log;
    }

    private static long[] longAgo(int limit) {
        long[] times = new long[limit];
        Arrays.fill(times, Long.MIN_VALUE / 2);
        return times;
    }

    private static String pair(String nameKey, String place) {
        return "both " + place + " " + nameKey;
    }

    private static String network(String address) {
        InetAddress parsed = InetAddress.ofLiteral(address);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(parsed.getAddress(), 0, IPV6_NETWORK_BYTES)
                : parsed.getHostAddress();
    }
}
