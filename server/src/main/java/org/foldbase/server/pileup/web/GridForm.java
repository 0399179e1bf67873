package org.foldbase.server.pileup.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.DatasetView.Resolution;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen on the page for new pileups; the names are those of the page's address.
 *
 * @param otherWindowsKb windows that are not offered, in kb, with commas between
 * @param asked whether it comes from the form, so that nothing is to be chosen for whoever looks
 */
public record GridForm(
        @Nullable List<Long> map,
        @Nullable List<Long> regionSet,
        @Nullable List<Integer> window,
        @Nullable String otherWindowsKb,
        @Nullable List<Integer> bin,
        @Nullable List<ValueType> value,
        @Nullable Integer ignoreDiags,
        @Nullable Boolean flip,
        @Nullable String mapText,
        @Nullable String setText,
        @Nullable Boolean asked) {

    /** Windows that suit most questions, in bp to each side. */
    public static final List<Integer> WINDOWS_BP =
            List.of(10_000, 20_000, 50_000, 100_000, 400_000, 1_000_000, 2_000_000);

    private static final int USUAL_WINDOW_BP = 400_000;

    /** Bins to each side of a centre that make a figure which is neither coarse nor noisy. */
    private static final int USUAL_BINS = 40;

    public SortedSet<Long> maps() {
        return set(map);
    }

    public SortedSet<Long> regionSets() {
        return set(regionSet);
    }

    public SortedSet<ValueType> valueTypes() {
        return set(value);
    }

    public SortedSet<Integer> binSizesBp() {
        return set(bin);
    }

    /** The windows, those that were typed in included. */
    public SortedSet<Integer> windowsBp() {
        SortedSet<Integer> all = set(window);
        for (String text : otherWindows().split("[,;\\s]+", -1)) {
            if (!text.isEmpty()) {
                all.add(bp(text));
            }
        }
        return all;
    }

    private static int bp(String kilobases) {
        try {
            return Math.toIntExact(Math.round(Double.parseDouble(kilobases) * 1000));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "“%s” is no window: write kilobases, say 250.".formatted(kilobases),
                    e);
        }
    }

    public String otherWindows() {
        return otherWindowsKb == null ? "" : otherWindowsKb.strip();
    }

    public String mapSearch() {
        return mapText == null ? "" : mapText.strip();
    }

    public String setSearch() {
        return setText == null ? "" : setText.strip();
    }

    public boolean isFlipped() {
        return Boolean.TRUE.equals(flip);
    }

    public String diags() {
        return ignoreDiags == null ? "" : ignoreDiags.toString();
    }

    /** Whether enough is chosen to say what it comes to. */
    public boolean isComplete() {
        return !(maps().isEmpty()
                || regionSets().isEmpty()
                || windowsBp().isEmpty()
                || binSizesBp().isEmpty()
                || valueTypes().isEmpty());
    }

    PileupRequest toRequest() {
        return new PileupRequest(
                maps(),
                regionSets(),
                windowsBp(),
                binSizesBp(),
                valueTypes(),
                new PileupRequest.Parameters(
                        ignoreDiags == null ? OptionalInt.empty() : OptionalInt.of(ignoreDiags),
                        Optional.empty(),
                        isFlipped()));
    }

    /** The same with what suits these maps where nothing was chosen yet. */
    GridForm completedFor(List<DatasetView> maps) {
        if (Boolean.TRUE.equals(asked)) {
            return this;
        }
        List<Integer> windows =
                windowsBp().isEmpty() ? List.of(USUAL_WINDOW_BP) : List.copyOf(windowsBp());
        List<Integer> bins = List.copyOf(binSizesBp());
        if (bins.isEmpty()) {
            bins = usualBin(maps, windows.getFirst()).map(List::of).orElse(List.of());
        }
        boolean weights =
                maps.stream()
                        .flatMap(it -> it.resolutions().stream())
                        .anyMatch(it -> !it.weights().isEmpty());
        List<ValueType> values =
                valueTypes().isEmpty()
                        ? List.of(weights ? ValueType.OBS_EXP : ValueType.OBS_EXP_RAW)
                        : List.copyOf(valueTypes());
        return new GridForm(
                map,
                regionSet,
                windows,
                "",
                bins,
                values,
                ignoreDiags,
                flip,
                mapText,
                setText,
                true);
    }

    private static Optional<Integer> usualBin(List<DatasetView> maps, int windowBp) {
        double wanted = (double) windowBp / USUAL_BINS;
        return binSizes(maps).stream()
                .filter(it -> windowBp % it == 0)
                .min((one, other) ->
                        Double.compare(
                                Math.abs(Math.log(one / wanted)),
                                Math.abs(Math.log(other / wanted))));
    }

    /** The bin sizes that any of these maps has. */
    static SortedSet<Integer> binSizes(Collection<DatasetView> maps) {
        SortedSet<Integer> sizes = new TreeSet<>();
        for (DatasetView map : maps) {
            for (Resolution resolution : map.resolutions()) {
                if (resolution.binSizeBp() <= Integer.MAX_VALUE) {
                    sizes.add((int) resolution.binSizeBp());
                }
            }
        }
        return sizes;
    }

    private static <T extends Comparable<T>> SortedSet<T> set(@Nullable List<T> list) {
        return list == null ? new TreeSet<>() : new TreeSet<>(new ArrayList<>(list));
    }
}
