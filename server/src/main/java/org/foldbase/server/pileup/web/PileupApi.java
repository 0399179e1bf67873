package org.foldbase.server.pileup.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.pileup.PileupFilter;
import org.foldbase.server.pileup.PileupPlan;
import org.foldbase.server.pileup.PileupService;
import org.foldbase.server.pileup.PileupService.Submission;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.shared.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pileups for programs. */
@RestController
@RequestMapping("/api/v1/pileups")
@Tag(name = "pileups", description = "Averages of contact maps over pileup regions")
class PileupApi {

    private final PileupService pileups;

    PileupApi(PileupService pileups) {
        this.pileups = pileups;
    }

    @GetMapping
    @Needs(Permission.SEE)
    @Operation(summary = "Pileups, newest first")
    Listing<PileupView> list(
            Actor actor,
            @RequestParam Optional<Long> map,
            @RequestParam Optional<Long> regionSet,
            @RequestParam Optional<Long> pileupRegion,
            @RequestParam Optional<Integer> binSizeBp,
            @RequestParam Optional<ValueType> valueType,
            @RequestParam Optional<Boolean> ready,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        PileupFilter filter =
                new PileupFilter(
                        longOf(map),
                        longOf(regionSet),
                        longOf(pileupRegion),
                        binSizeBp.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        valueType,
                        ready);
        return pileups.list(actor, filter, page, size);
    }

    static OptionalLong longOf(Optional<Long> id) {
        return id.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * What a grid comes to.
     *
     * @param tasks how many would be queued
     */
    record PlanAnswer(
            int tasks, int underWay, int computed, Map<String, Long> impossible, PileupPlan plan) {

        static PlanAnswer of(PileupPlan plan) {
            return new PlanAnswer(
                    plan.toCompute().size(),
                    plan.underWay().size(),
                    plan.computed().size(),
                    plan.reasons(),
                    plan);
        }
    }

    @PostMapping("/plan")
    @Needs(Permission.CREATE)
    @Operation(summary = "What a grid comes to, without computing anything")
    PlanAnswer plan(Actor actor, @RequestBody GridRequest grid) {
        return PlanAnswer.of(pileups.plan(actor, grid.toRequest()));
    }

    /**
     * What came of a grid.
     *
     * @param pileups ids, those that were there already included
     * @param queued tasks that were made
     */
    record SubmitAnswer(List<Long> pileups, int queued, Map<String, Long> impossible) {}

    @PostMapping
    @Needs(Permission.CREATE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Computes a grid; what is there already is not computed again")
    SubmitAnswer submit(Actor actor, @RequestBody GridRequest grid) {
        Submission done = pileups.submit(actor, grid.toRequest());
        return new SubmitAnswer(done.pileups(), done.queued(), done.plan().reasons());
    }

    @GetMapping("/{id}")
    @Needs(Permission.SEE)
    @Operation(summary = "One pileup")
    PileupView one(Actor actor, @PathVariable long id) {
        return pileups.find(actor, id);
    }

    @PostMapping("/{id}/cancel")
    @Needs(Permission.CHANGE)
    @Operation(summary = "Stops computing it")
    PileupView cancel(Actor actor, @PathVariable long id) {
        pileups.cancel(actor, id);
        return pileups.find(actor, id);
    }

    @PostMapping("/{id}/retry")
    @Needs(Permission.CREATE)
    @Operation(summary = "Computes again what failed or was cancelled")
    PileupView retry(Actor actor, @PathVariable long id) {
        return pileups.retry(actor, id);
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.CHANGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes it; its files go to the trash")
    void delete(Actor actor, @PathVariable long id) {
        pileups.delete(actor, id);
    }
}
