package org.foldbase.server.dataset.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.dataset.DatasetChange;
import org.foldbase.server.dataset.DatasetFilter;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of datasets, and the page of each. */
@Controller
class DatasetPages {

    private static final String LIST = "/datasets";
    private static final String ONE = LIST + "/{id}";

    private final DatasetService datasets;
    private final AssemblyService assemblies;
    private final Answers answers;

    DatasetPages(DatasetService datasets, AssemblyService assemblies, Answers answers) {
        this.datasets = datasets;
        this.assemblies = assemblies;
        this.answers = answers;
    }

    @GetMapping(LIST)
    @Needs(Permission.SEE)
    ModelAndView list(Actor actor, @ModelAttribute DatasetQuery query, HttpServletRequest request) {
        return list(actor, query, request, List.of());
    }

    private ModelAndView list(
            Actor actor, DatasetQuery query, HttpServletRequest request, List<String> troubles) {
        DatasetFilter filter = query.filter();
        ModelAndView page = new ModelAndView("dataset/list");
        page.addObject("listing", answers.of(datasets.list(actor, filter)));
        page.addObject("filter", filter);
        page.addObject("assemblies", assemblies.list());
        page.addObject("query", Optional.ofNullable(request.getQueryString()).orElse(""));
        page.addObject("troubles", troubles);
        if (!troubles.isEmpty()) {
            page.setStatus(HttpStatus.CONFLICT);
        }
        return page;
    }

    /** Deletes or shares several; those that can't be are told, the others are done. */
    @PostMapping(LIST)
    @Needs(Permission.CHANGE)
    ModelAndView change(
            Actor actor,
            @RequestParam(defaultValue = "") List<Long> id,
            @RequestParam String action,
            @ModelAttribute DatasetQuery query,
            HttpServletRequest request) {
        List<String> troubles = new ArrayList<>();
        if (id.isEmpty()) {
            troubles.add("Choose datasets first.");
        }
        for (long one : id) {
            try {
                act(actor, one, action);
            } catch (Refusal refusal) {
                troubles.add(refusal.sentence());
            }
        }
        return troubles.isEmpty()
                ? new ModelAndView("redirect:" + LIST)
                : list(actor, query, request, troubles);
    }

    private void act(Actor actor, long id, String action) {
        if (action.equals("delete")) {
            datasets.delete(actor, id, false);
        } else {
            datasets.change(
                    actor,
                    id,
                    DatasetChange.share(DatasetQuery.choice(Visibility.class, action, "action")));
        }
    }

    @GetMapping(ONE)
    @Needs(Permission.SEE)
    ModelAndView one(Actor actor, @PathVariable long id) {
        return one(actor, datasets.require(actor, Permission.SEE, id), Optional.empty());
    }

    private ModelAndView one(Actor actor, DatasetView dataset, Optional<String> trouble) {
        ModelAndView page = new ModelAndView("dataset/one");
        page.addObject("dataset", answers.of(dataset));
        page.addObject("resolutions", dataset.resolutions());
        page.addObject(
                "assembly",
                dataset.assemblyId().isEmpty()
                        ? Optional.empty()
                        : assemblies.find(dataset.assemblyId().getAsLong()));
        page.addObject("assemblies", assemblies.list().stream().map(AssemblyView::name).toList());
        page.addObject("uses", datasets.uses(dataset.id()));
        page.addObject("note", dataset.note());
        page.addObject("mayChange", Policy.allows(actor, Permission.CHANGE, dataset.ownership()));
        page.addObject("trouble", trouble);
        return page;
    }

    @PostMapping(ONE)
    @Needs(Permission.CHANGE)
    ModelAndView edit(
            Actor actor,
            @PathVariable long id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam String visibility,
            @RequestParam(defaultValue = "") String cellType,
            @RequestParam(defaultValue = "") String perturbation,
            @RequestParam(defaultValue = "") String protocol,
            @RequestParam int version) {
        DatasetView before = datasets.require(actor, Permission.CHANGE, id);
        try {
            datasets.change(
                    actor,
                    id,
                    new DatasetChange(
                            Optional.of(name),
                            Optional.of(description.replace("\r\n", "\n")),
                            Optional.of(Visibility.valueOf(visibility.toUpperCase(Locale.ROOT))),
                            Optional.of(cellType),
                            Optional.of(perturbation),
                            Optional.of(protocol),
                            OptionalInt.of(version)));
        } catch (Refusal refusal) {
            ModelAndView page = one(actor, before, Optional.of(refusal.sentence()));
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            return page;
        }
        return new ModelAndView("redirect:" + LIST + "/" + id);
    }

    @PostMapping(ONE + "/delete")
    @Needs(Permission.CHANGE)
    ModelAndView delete(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean withUses) {
        DatasetView before = datasets.require(actor, Permission.CHANGE, id);
        try {
            datasets.delete(actor, id, withUses);
        } catch (Refusal refusal) {
            ModelAndView page = one(actor, before, Optional.of(refusal.sentence()));
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            return page;
        }
        return new ModelAndView("redirect:" + LIST);
    }
}
