package org.foldbase.reliability;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is proven. */
enum Proof {
    KILLS(4, 500),
    ZOMBIES(3, 100),
    REDIS_OUTAGES(3, 30),
    DATABASE_KILLS(2, 20),
    RACES(300, 10_000),
    FULL_DISK(3, 20),
    CLOCKS(20, 500);

    private final int few;
    private final int many;

    Proof(int few, int many) {
        this.few = few;
        this.many = many;
    }

    static Proof of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** As reports and options name it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many events there are in every build. */
    int few() {
        return few;
    }

    /** How many there are in a full run. */
    int many() {
        return many;
    }

    Set<Adapter> adapters() {
        return switch (this) {
            case KILLS, ZOMBIES -> EnumSet.allOf(Adapter.class);
            case DATABASE_KILLS, RACES, CLOCKS -> EnumSet.of(Adapter.DATABASE, Adapter.REDIS);
            case FULL_DISK -> EnumSet.of(Adapter.DATABASE);
            case REDIS_OUTAGES -> EnumSet.of(Adapter.REDIS);
        };
    }

    /** What is missing on this machine, and how to get it. */
    Optional<String> missing(Adapter adapter) throws Exception {
        if (adapter == Adapter.REDIS && RedisServer.missing().isPresent()) {
            return RedisServer.missing();
        }
        return switch (this) {
            case FULL_DISK -> FullDisk.missing();
            case CLOCKS -> Clocks.missing();
            default -> Optional.empty();
        };
    }

    /** Has it happen, and says what was seen; whatever goes wrong is in the report. */
    Report run(Servers servers, Adapter adapter, int events) throws Exception {
        Tally tally = new Tally(this, adapter, events);
        try (Ground ground = Ground.on(servers, adapter)) {
            run(ground, tally);
        } catch (ProofFailure e) {
            tally.require(false, String.valueOf(e.getMessage()));
        }
        return tally.report();
    }

    private void run(Ground ground, Tally tally) throws Exception {
        switch (this) {
            case KILLS -> Kills.run(ground, tally);
            case ZOMBIES -> Zombies.run(ground, tally);
            case REDIS_OUTAGES -> RedisOutages.run(ground, tally);
            case DATABASE_KILLS -> DatabaseKills.run(ground, tally);
            case RACES -> Races.run(ground, tally);
            case FULL_DISK -> FullDisk.run(ground, tally);
            case CLOCKS -> Clocks.run(ground, tally);
        }
    }
}
