package org.foldbase.server.pileup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.pileup.PileupFilter;
import org.foldbase.server.pileup.PileupPlan;
import org.foldbase.server.pileup.PileupPlan.Combination;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.PileupService.Submission;
import org.foldbase.server.pileup.PileupView.State;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a server that runs no tasks, so that what is queued stays queued. */
class PlanTest {

    @TempDir private Path dir;

    private Path map() throws IOException {
        return CoolerBuilder.map().resolutions(20_000).name("map").write(dir).file();
    }

    private Path bed() throws IOException {
        return BedBuilder.bed().chrom("chr1", 1_000_000).random(20).name("a").write(dir).file();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aGridSaysWhatItComesToBeforeAnythingIsQueued(TestDatabase database) throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        long map = bench.map(me, map(), Visibility.PRIVATE);
        long unweighted =
                bench.map(
                        me,
                        CoolerBuilder.map().noWeights().name("raw").write(dir).file(),
                        Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        PileupRequest request =
                new PileupRequest(
                        new TreeSet<>(List.of(map, unweighted)),
                        new TreeSet<>(List.of(regions)),
                        new TreeSet<>(List.of(100_000, 110_000)),
                        new TreeSet<>(List.of(10_000, 20_000)),
                        new TreeSet<>(List.of(ValueType.RAW, ValueType.OBS_EXP)),
                        PileupRequest.Parameters.DEFAULT);

        PileupPlan plan = bench.pileups().plan(me, request);

        assertThat(plan.computed()).isEmpty();
        assertThat(plan.underWay()).isEmpty();
        assertThat(plan.toCompute())
                .containsExactly(
                        new Combination(
                                map, "map.mcool", regions, "a.bed", 100_000, 10_000, ValueType.RAW),
                        new Combination(
                                map,
                                "map.mcool",
                                regions,
                                "a.bed",
                                100_000,
                                10_000,
                                ValueType.OBS_EXP),
                        new Combination(
                                map, "map.mcool", regions, "a.bed", 100_000, 20_000, ValueType.RAW),
                        new Combination(
                                map,
                                "map.mcool",
                                regions,
                                "a.bed",
                                100_000,
                                20_000,
                                ValueType.OBS_EXP),
                        new Combination(
                                map, "map.mcool", regions, "a.bed", 110_000, 10_000, ValueType.RAW),
                        new Combination(
                                map,
                                "map.mcool",
                                regions,
                                "a.bed",
                                110_000,
                                10_000,
                                ValueType.OBS_EXP),
                        new Combination(
                                unweighted,
                                "raw.cool",
                                regions,
                                "a.bed",
                                100_000,
                                10_000,
                                ValueType.RAW),
                        new Combination(
                                unweighted,
                                "raw.cool",
                                regions,
                                "a.bed",
                                110_000,
                                10_000,
                                ValueType.RAW));
        assertThat(plan.reasons().keySet())
                .containsExactlyInAnyOrder(
                        "A window of 110000 bp is not a multiple of the bin size, 20000 bp; the"
                                + " nearest are 100000 and 120000 bp.",
                        "“raw.cool” has no bins of 20,000 bp; it has 10,000 bp.",
                        "“raw.cool” has no balancing weights at bins of 10,000 bp; take contacts as"
                                + " they are, or over expected (raw).");
        assertThat(plan.reasons().values()).containsExactlyInAnyOrder(2L, 4L, 2L);
        assertThat(bench.pileups().list(me, PileupFilter.ALL, 1, Listing.MAX_SIZE).rows())
                .noneMatch(it -> it.mapId() == map || it.mapId() == unweighted);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void mapsAndRegionsOfDifferentAssembliesDoNotGoTogether(TestDatabase database)
            throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        long map = bench.map(me, map(), Visibility.PRIVATE);
        long other =
                bench.map(
                        me,
                        CoolerBuilder.map().chrom("chr1", 777_000).name("other").write(dir).file(),
                        Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), other);

        PileupRequest request =
                Bench.request(map, regions, List.of(100_000), List.of(10_000), ValueType.RAW);

        assertThat(bench.pileups().plan(me, request).reasons())
                .containsOnlyKeys("“map.mcool” and “a.bed” are of different assemblies.");
        assertThatThrownBy(() -> bench.pileups().submit(me, request))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        it -> assertThat(it.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE))
                .hasMessage(
                        "None of this can be computed. “map.mcool” and “a.bed” are of different"
                                + " assemblies.");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void twoWhoAskForTheSameAtOnceHaveItComputedOnce(TestDatabase database) throws Exception {
        TestServer server = TestServer.idleOn(database);
        Bench bench = new Bench(server);
        Actor me = bench.analyst();
        Actor you = bench.analyst();
        long map = bench.map(me, map(), Visibility.SHARED);
        long regions = bench.regions(me, bed(), map);
        PileupRequest request =
                Bench.request(
                        map,
                        regions,
                        List.of(100_000, 200_000),
                        List.of(10_000, 20_000),
                        ValueType.values());
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Submission>> asked = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Actor actor : List.of(me, you)) {
                Callable<Submission> asking =
                        () -> {
                            together.await();
                            return bench.pileups().submit(actor, request);
                        };
                asked.add(both.submit(asking));
            }
        }

        assertThat(asked.get(0).get().pileups())
                .hasSize(16)
                .isEqualTo(asked.get(1).get().pileups());
        assertThat(new HashSet<>(asked.get(0).get().pileups())).hasSize(16);
        assertThat(asked.get(0).get().queued() + asked.get(1).get().queued()).isEqualTo(16);
        TaskFilter tasks = TaskFilter.all().ofPileups(asked.get(0).get().pileups());
        assertThat(server.bean(TaskQueue.class).list(tasks, 1, 100).total()).isEqualTo(16);
        assertThat(bench.pileups().plan(you, request).underWay()).hasSize(16);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aPileupIsSeenByWhoSeesBothOfItsDatasets(TestDatabase database) throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        Actor you = bench.analyst();
        Actor admin = TestServer.actor(bench.user(Role.ADMIN));
        long map = bench.map(me, map(), Visibility.PRIVATE);
        long regions = bench.regions(you, bed(), map);
        PileupRequest request =
                Bench.request(map, regions, List.of(100_000), List.of(10_000), ValueType.RAW);
        long id = bench.pileups().submit(me, request).pileups().getFirst();

        assertThatThrownBy(() -> bench.pileups().find(you, id))
                .hasMessage("There is no pileup " + id + ".");
        assertThatThrownBy(() -> bench.pileups().plan(you, request))
                .hasMessage("There is no dataset " + map + ".");
        assertThat(ids(bench, you)).doesNotContain(id);
        assertThat(ids(bench, Actor.anonymous())).doesNotContain(id);
        assertThat(ids(bench, me)).contains(id);
        assertThat(ids(bench, admin)).contains(id);
        assertThat(bench.pileups().find(me, id).mayChange()).isTrue();
        assertThat(bench.pileups().find(me, id).state()).isEqualTo(State.QUEUED);
    }

    private static List<Long> ids(Bench bench, Actor actor) {
        return bench.pileups().list(actor, PileupFilter.ALL, 1, Listing.MAX_SIZE).rows().stream()
                .map(it -> it.id())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void whoMayChangeNeitherDatasetMayNotDelete(TestDatabase database) throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        Actor you = bench.analyst();
        long map = bench.map(me, map(), Visibility.SHARED);
        long regions = bench.regions(me, bed(), map);
        long id =
                bench.pileups()
                        .submit(
                                you,
                                Bench.request(
                                        map,
                                        regions,
                                        List.of(100_000),
                                        List.of(10_000),
                                        ValueType.RAW))
                        .pileups()
                        .getFirst();

        assertThatThrownBy(() -> bench.pileups().delete(you, id))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        it -> assertThat(it.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        bench.pileups().delete(me, id);
        assertThat(ids(bench, you)).doesNotContain(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void whatIsDeletedAndAskedForAgainIsQueuedAgain(TestDatabase database) throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        long map = bench.map(me, map(), Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        PileupRequest request =
                Bench.request(map, regions, List.of(100_000), List.of(10_000), ValueType.RAW);
        long first = bench.pileups().submit(me, request).pileups().getFirst();
        bench.pileups().delete(me, first);

        Submission again = bench.pileups().submit(me, request);

        assertThat(again.queued()).isOne();
        assertThat(bench.pileups().find(me, again.pileups().getFirst()).state())
                .isEqualTo(State.QUEUED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void aDatasetSaysThatAPileupNeedsIt(TestDatabase database) throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        long map = bench.map(me, map(), Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        PileupRequest request =
                Bench.request(map, regions, List.of(100_000), List.of(10_000), ValueType.RAW);
        long id = bench.pileups().submit(me, request).pileups().getFirst();

        assertThat(bench.datasets().uses(regions))
                .anySatisfy(use -> {
                    assertThat(use.what())
                            .isEqualTo(
                                    "pileup “map.mcool × a.bed” (± 100,000 bp, bins of 10,000 bp)");
                    assertThat(use.link()).isEqualTo("/pileups/" + id);
                    assertThat(use.running()).isTrue();
                });
        assertThatThrownBy(() -> bench.datasets().delete(me, map, true))
                .hasMessageContaining("which has not ended");
        bench.pileups().cancel(me, id);
        bench.datasets().delete(me, map, true);
        assertThat(ids(bench, me)).doesNotContain(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void tooManyAtOnceAreRefusedWithTheirNumber(TestDatabase database) throws IOException {
        Bench bench = new Bench(TestServer.idleOn(database));
        Actor me = bench.analyst();
        long map = bench.map(me, map(), Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        List<Integer> windows = new ArrayList<>();
        for (int i = 1; i <= 2001; i++) {
            windows.add(i * 10_000);
        }

        assertThatThrownBy(() ->
                        bench.pileups()
                                .plan(
                                        me,
                                        Bench.request(
                                                map,
                                                regions,
                                                windows,
                                                List.of(10_000),
                                                ValueType.RAW)))
                .hasMessage("That would be 2,001 pileups; ask for at most 2,000 at once.");
    }
}
