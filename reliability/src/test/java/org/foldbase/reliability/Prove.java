package org.foldbase.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs proofs in full and writes their reports; see reliability/prove. */
final class Prove {

    private Prove() {}

    public static void main(String[] args) throws Exception {
        List<Proof> proofs = new ArrayList<>();
        Optional<Adapter> adapter = Optional.empty();
        Optional<Integer> events = Optional.empty();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--adapter" -> adapter = Optional.of(Adapter.of(args[++i]));
                case "--events" -> events = Optional.of(Integer.valueOf(args[++i]));
                default -> proofs.add(Proof.of(args[i]));
            }
        }
        boolean holds = true;
        try (Servers servers = Servers.inNewFolder()) {
            for (Proof proof : proofs.isEmpty() ? Arrays.asList(Proof.values()) : proofs) {
                for (Adapter one : proof.adapters().stream().sorted().toList()) {
                    if (adapter.isEmpty() || adapter.get() == one) {
                        Optional<String> missing = proof.missing(one);
                        if (missing.isPresent()) {
                            throw new ProofFailure(proof.key() + ": " + missing.get());
                        }
                        Report report = proof.run(servers, one, events.orElse(proof.many()));
                        System.out.println(report);
                        report.write(Places.REPORTS);
                        holds &= report.holds();
                    }
                }
            }
        }
        System.exit(holds ? 0 : 1);
    }
}
