package org.foldbase.server.intake.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.intake.IntakeService;
import org.foldbase.server.intake.NewImport;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.ImportRoots;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskQueue;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages through which files come in. */
@Controller
class IntakePages {

    private static final String IMPORT = "/datasets/import";

    private final IntakeService intake;
    private final DatasetService datasets;
    private final AssemblyService assemblies;
    private final ImportRoots roots;
    private final TaskQueue tasks;

    IntakePages(
            IntakeService intake,
            DatasetService datasets,
            AssemblyService assemblies,
            ImportRoots roots,
            TaskQueue tasks) {
        this.intake = intake;
        this.datasets = datasets;
        this.assemblies = assemblies;
        this.roots = roots;
        this.tasks = tasks;
    }

    @GetMapping("/upload")
    @Needs(Permission.CREATE)
    ModelAndView upload() {
        ModelAndView page = new ModelAndView("intake/upload");
        page.addObject("assemblies", names());
        page.addObject("maxBytes", intake.maxBytes());
        return page;
    }

    private List<String> names() {
        return assemblies.list().stream().map(AssemblyView::name).toList();
    }

    @GetMapping(IMPORT)
    @Needs(Permission.IMPORT_FROM_DISK)
    ModelAndView importForm() {
        return importForm("", "");
    }

    private ModelAndView importForm(String path, String trouble) {
        ModelAndView page = new ModelAndView("intake/import");
        page.addObject("assemblies", names());
        page.addObject("roots", roots.list());
        page.addObject("path", path);
        page.addObject("trouble", trouble);
        return page;
    }

    @PostMapping(IMPORT)
    @Needs(Permission.IMPORT_FROM_DISK)
    ModelAndView importFile(
            Actor actor,
            @RequestParam String path,
            @RequestParam(defaultValue = "reference") String how,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "private") String visibility,
            @RequestParam(defaultValue = "") String assembly) {
        try {
            DatasetView dataset =
                    intake.importFile(
                            actor,
                            new NewImport(
                                    path.strip(),
                                    how.equals("reference"),
                                    Optional.of(name),
                                    TusStorage.visibility(visibility),
                                    Optional.of(assembly),
                                    false));
            return new ModelAndView("redirect:/datasets/" + dataset.id());
        } catch (Refusal refusal) {
            ModelAndView page = importForm(path, refusal.sentence());
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            return page;
        }
    }

    @PostMapping("/datasets/{id}/check")
    @Needs(Permission.CHANGE)
    ModelAndView check(
            Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String assembly) {
        intake.checkAgain(actor, id, Optional.of(assembly));
        return new ModelAndView("redirect:/datasets/" + id);
    }

    /** The state of a dataset, which asks for itself again until its check has ended. */
    @GetMapping("/datasets/{id}/state")
    @Needs(Permission.SEE)
    ModelAndView state(Actor actor, @PathVariable long id) {
        DatasetView dataset = datasets.require(actor, Permission.SEE, id);
        ModelAndView part = new ModelAndView("intake/state");
        part.addObject("dataset", dataset);
        part.addObject(
                "check",
                tasks.list(TaskFilter.all().ofDatasets(Set.of(id)), 1, 1).rows().stream()
                        .findFirst());
        return part;
    }
}
