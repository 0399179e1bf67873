package org.foldbase.reliability;

/** What was to be shown is not so, in a sentence. */
final class ProofFailure extends RuntimeException {

    ProofFailure(String sentence) {
        super(sentence);
    }
}
