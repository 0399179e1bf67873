package org.foldbase.server.pileup.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a pileup from others, as SHA-256 in hexadecimal.
 *
 * @param ofInput of the datasets and of all that decides about the result
 * @param ofContent of all that decides about the result, whosever the files are
 */
record PileupHash(String ofInput, String ofContent) {

    /**
     * The hashes of a pileup.
     *
     * @param facts all that decides about the result, in a fixed order
     */
    static PileupHash of(long mapId, long regionSetId, String facts) {
        return new PileupHash(
                sha256("map " + mapId + "\nregions " + regionSetId + "\n" + facts), sha256(facts));
    }

    /** What its task is computed once by: a row that was deleted and made again is another one. */
    static String ofTask(Pileup pileup) {
        return sha256("pileup " + pileup.id() + "\n" + pileup.inputHash);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }
}
