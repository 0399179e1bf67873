package org.foldbase.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Runs proofs in full and writes their reports; see reliability/prove. */
final class Prove {

    private Prove() {}

    public static void main(String[] args) throws Exception {
        List<Proof> proofs = new ArrayList<>();
        EnumSet<Adapter> adapters = EnumSet.allOf(Adapter.class);
        Optional<Integer> events = Optional.empty();
        boolean onlyMissing = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--adapter" -> adapters = EnumSet.of(Adapter.of(args[++i]));
                case "--events" -> events = Optional.of(Integer.valueOf(args[++i]));
                case "--missing" -> onlyMissing = true;
                default -> proofs.add(Proof.of(args[i]));
            }
        }
        boolean holds = true;
        try (Servers servers = Servers.inNewFolder()) {
            for (Proof proof : proofs.isEmpty() ? Arrays.asList(Proof.values()) : proofs) {
                for (Adapter adapter : proof.adapters()) {
                    if (adapters.contains(adapter) && !(onlyMissing && isProven(proof, adapter))) {
                        holds &= run(servers, proof, adapter, events.orElse(proof.many()));
                    }
                }
            }
        }
        System.exit(holds ? 0 : 1);
    }

    private static boolean isProven(Proof proof, Adapter adapter) throws IOException {
        Path file = Places.REPORTS.resolve(proof.key() + "-" + adapter.key() + ".json");
        if (!Files.exists(file)) {
            return false;
        }
        Report report = Report.read(file, Report.class);
        return report.holds() && report.events() >= proof.many();
    }

    private static boolean run(Servers servers, Proof proof, Adapter adapter, int events)
            throws Exception {
        Optional<String> missing = proof.missing(adapter);
        if (missing.isPresent()) {
            System.err.println(proof.key() + ": " + missing.get());
            return false;
        }
        Report report = proof.run(servers, adapter, events);
        System.out.println(report);
        report.write(Places.REPORTS);
        return report.holds();
    }
}
