package org.foldbase.hic.pileup;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the regions, or pairs, of a pileup.
 *
 * @param read all of them
 * @param kept those whose window has a part in the average
 * @param dropped the others by reason, every reason with its number
 * @param unknownChromosomes regions by the name of a chromosome that the map lacks
 * @param reversedPairs pairs whose second anchor comes before the first, so that their window lies
 *     below the diagonal
 * @param controlsPlaced shifted copies with a part in the control average
 * @param controlsMissed shifted copies that found no place when redrawn ten times, or are masked
 *     entirely
 */
public record RegionCounts(
        long read,
        long kept,
        Map<DropReason, Long> dropped,
        SortedMap<String, Long> unknownChromosomes,
        long reversedPairs,
        long controlsPlaced,
        long controlsMissed) {

    /** The dropped in words: {@code 3 off …, 2 with …}; "none" if none was. */
    public String droppedInWords() {
        String words =
                dropped.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getValue() + " " + entry.getKey().words())
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "none" : words;
    }

    /** Counts as windows are placed and looked at. */
    static final class Tally {
        private final EnumMap<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        private final TreeMap<String, Long> unknownChromosomes = new TreeMap<>();
        private long read;
        private long reversedPairs;
        private long controlsPlaced;
        private long controlsMissed;

        Tally() {
            for (DropReason reason : DropReason.values()) {
                dropped.put(reason, 0L);
            }
        }

        void read() {
            read++;
        }

        void unknownChromosome(String name) {
            unknownChromosomes.merge(name, 1L, Long::sum);
        }

        void drop(DropReason reason, long count) {
            dropped.merge(reason, count, Long::sum);
        }

        void reversedPair() {
            reversedPairs++;
        }

        void controlPlaced() {
            controlsPlaced++;
        }

        void controlsMissed(long count) {
            controlsMissed += count;
        }

        void controlsMasked(long count) {
            controlsPlaced -= count;
            controlsMissed += count;
        }

        RegionCounts done() {
            long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
            return new RegionCounts(
                    read,
                    read - lost,
                    Collections.unmodifiableMap(new EnumMap<>(dropped)), // in the order of reasons
                    new TreeMap<>(unknownChromosomes),
                    reversedPairs,
                    controlsPlaced,
                    controlsMissed);
        }
    }
}
