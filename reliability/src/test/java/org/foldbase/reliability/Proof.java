package org.foldbase.reliability;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is proven. */
enum Proof {
    KILLS(10, 500);

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
            case KILLS -> EnumSet.allOf(Adapter.class);
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
        }
    }
}
