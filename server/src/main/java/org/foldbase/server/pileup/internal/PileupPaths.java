package org.foldbase.server.pileup.internal;

import java.util.List;

/** The files of a computed pileup, relative to the files' root. */
record PileupPaths(String matrix, String counts, String provenance) {

    List<String> all() {
        return List.of(matrix, counts, provenance);
    }
}
