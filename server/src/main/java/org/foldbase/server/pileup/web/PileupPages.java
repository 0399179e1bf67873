package org.foldbase.server.pileup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.pileup.PileupFilter;
import org.foldbase.server.pileup.PileupPlan;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.PileupService;
import org.foldbase.server.pileup.PileupService.Submission;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of pileups: new ones, all of them, and one figure. */
@Controller
class PileupPages {

    private static final int FIGURES_A_PAGE = 24;
    private static final int MOST_OFFERED = 100;

    private final PileupService pileups;
    private final DatasetService datasets;

    PileupPages(PileupService pileups, DatasetService datasets) {
        this.pileups = pileups;
        this.datasets = datasets;
    }

    @GetMapping("/pileups")
    @Needs(Permission.SEE)
    String list(
            Actor actor,
            @RequestParam Optional<Long> map,
            @RequestParam Optional<Long> regionSet,
            @RequestParam Optional<ValueType> valueType,
            @RequestParam Optional<Boolean> ready,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request,
            Model model) {
        PileupFilter filter =
                new PileupFilter(
                        PileupApi.longOf(map),
                        PileupApi.longOf(regionSet),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        valueType,
                        ready);
        model.addAttribute("listing", pileups.list(actor, filter, page, FIGURES_A_PAGE));
        model.addAttribute("filter", filter);
        model.addAttribute("query", Optional.ofNullable(request.getQueryString()).orElse(""));
        return "pileup/list";
    }

    @GetMapping("/pileups/new")
    @Needs(Permission.CREATE)
    ModelAndView form(Actor actor, @ModelAttribute GridForm form) {
        return form(actor, form, "");
    }

    private ModelAndView form(Actor actor, GridForm asked, String trouble) {
        List<DatasetView> maps =
                offered(
                        actor,
                        asked.maps().stream().toList(),
                        asked.mapSearch(),
                        DatasetType.COOLER);
        List<DatasetView> sets =
                offered(
                        actor,
                        asked.regionSets().stream().toList(),
                        asked.setSearch(),
                        DatasetType.BED,
                        DatasetType.BEDPE);
        List<DatasetView> chosen =
                maps.stream().filter(it -> asked.maps().contains(it.id())).toList();
        GridForm form = chosen.isEmpty() ? asked : asked.completedFor(chosen);
        ModelAndView page = new ModelAndView("pileup/new");
        page.addObject("form", form);
        page.addObject("maps", maps);
        page.addObject("sets", sets);
        page.addObject("binSizes", GridForm.binSizes(chosen));
        Optional<PileupPlan> plan = Optional.empty();
        String sentence = trouble;
        try {
            plan =
                    form.isComplete()
                            ? Optional.of(pileups.plan(actor, form.toRequest()))
                            : Optional.empty();
        } catch (Refusal refusal) {
            sentence = refusal.sentence();
        }
        page.addObject("plan", plan);
        page.addObject("trouble", sentence);
        if (!trouble.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /** Those that are chosen, then the newest that fit the text. */
    private List<DatasetView> offered(
            Actor actor, List<Long> chosen, String text, DatasetType... types) {
        List<DatasetView> all = new ArrayList<>(datasets.require(actor, Permission.SEE, chosen));
        for (DatasetType type : types) {
            datasets.list(actor, newest(type, text)).rows().stream()
                    .filter(it -> !chosen.contains(it.id()))
                    .forEach(all::add);
        }
        return all;
    }

    private static DatasetFilter newest(DatasetType type, String text) {
        return new DatasetFilter(
                Optional.of(type),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(DatasetState.READY),
                Optional.of(text),
                DatasetFilter.Sort.CREATED,
                true,
                1,
                MOST_OFFERED);
    }

    @PostMapping("/pileups")
    @Needs(Permission.CREATE)
    ModelAndView submit(Actor actor, @ModelAttribute GridForm form) {
        try {
            Submission done = pileups.submit(actor, form.toRequest());
            return new ModelAndView(
                    done.pileups().size() == 1
                            ? "redirect:/pileups/" + done.pileups().getFirst()
                            : "redirect:/pileups");
        } catch (Refusal refusal) {
            return form(actor, form, refusal.sentence());
        }
    }

    @GetMapping("/pileups/{id}")
    @Needs(Permission.SEE)
    String figure(Actor actor, @PathVariable long id, Model model) {
        PileupView pileup = pileups.find(actor, id);
        List<PileupView> siblings = pileups.siblings(actor, id);
        Optional<PileupPlan> plan =
                Policy.allows(actor, Permission.CREATE)
                        ? Optional.of(pileups.plan(actor, alternatives(actor, pileup)))
                        : Optional.empty();
        model.addAttribute("pileup", pileup);
        model.addAttribute("valueTypes", Alternative.valueTypes(pileup, siblings, plan));
        model.addAttribute("binSizes", Alternative.binSizes(pileup, siblings, plan));
        model.addAttribute("waiting", pileup.state().isUnderWay() ? pileups.waiting() : 0L);
        if (pileup.state() != PileupView.State.READY) {
            return "pileup/unfinished";
        }
        model.addAttribute("figure", Figure.of(pileups.result(actor, id)));
        return "pileup/figure";
    }

    /** All that the same map, region set and window could give. */
    private PileupRequest alternatives(Actor actor, PileupView pileup) {
        DatasetView map = datasets.require(actor, Permission.SEE, pileup.mapId());
        TreeSet<Integer> sizes = new TreeSet<>(GridForm.binSizes(List.of(map)));
        sizes.add(pileup.binSizeBp());
        TreeSet<Integer> fitting = new TreeSet<>(sizes);
        fitting.removeIf(it -> pileup.windowSizeBp() % it != 0);
        return request(
                pileup,
                fitting.isEmpty() ? sizes : fitting,
                new TreeSet<>(List.of(ValueType.values())));
    }

    private static PileupRequest request(
            PileupView pileup, SortedSet<Integer> binSizesBp, SortedSet<ValueType> valueTypes) {
        PileupRequest.Parameters asked = pileup.asked();
        return new PileupRequest(
                new TreeSet<>(List.of(pileup.mapId())),
                new TreeSet<>(List.of(pileup.regionSetId())),
                new TreeSet<>(List.of(pileup.windowSizeBp())),
                binSizesBp,
                valueTypes,
                asked);
    }

    /** Computes the same at another bin size or of another value type. */
    @PostMapping("/pileups/{id}/alternative")
    @Needs(Permission.CREATE)
    String alternative(
            Actor actor,
            @PathVariable long id,
            @RequestParam int binSizeBp,
            @RequestParam ValueType valueType) {
        PileupRequest wanted =
                request(
                        pileups.find(actor, id),
                        new TreeSet<>(List.of(binSizeBp)),
                        new TreeSet<>(List.of(valueType)));
        return "redirect:/pileups/" + pileups.submit(actor, wanted).pileups().getFirst();
    }

    /** How far it is; the page begins anew when nothing more is to come. */
    @GetMapping("/pileups/{id}/progress")
    @Needs(Permission.SEE)
    String progress(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        PileupView pileup = pileups.find(actor, id);
        if (!pileup.state().isUnderWay()) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("pileup", pileup);
        model.addAttribute("waiting", pileups.waiting());
        return "pileup/progress";
    }

    @PostMapping("/pileups/{id}/cancel")
    @Needs(Permission.CHANGE)
    String cancel(Actor actor, @PathVariable long id) {
        pileups.cancel(actor, id);
        return "redirect:/pileups/" + id;
    }

    @PostMapping("/pileups/{id}/retry")
    @Needs(Permission.CREATE)
    String retry(Actor actor, @PathVariable long id) {
        pileups.retry(actor, id);
        return "redirect:/pileups/" + id;
    }

    @PostMapping("/pileups/{id}/delete")
    @Needs(Permission.CHANGE)
    String delete(Actor actor, @PathVariable long id) {
        pileups.delete(actor, id);
        return "redirect:/pileups";
    }
}
