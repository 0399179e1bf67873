package org.foldbase.server.task.web;

import java.util.Set;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.task.QueueControl;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page of the queues, for administrators. */
@Controller
@RequestMapping(QueuePages.PATH)
class QueuePages {

    static final String PATH = "/admin/queues";

    private final QueueControl queues;

    QueuePages(QueueControl queues) {
        this.queues = queues;
    }

    @GetMapping
    @Needs(Permission.SEE_OPERATIONS)
    ModelAndView page(Actor actor) {
        return new ModelAndView("task/queues", "report", queues.report(actor));
    }

    /** What changes on the page. */
    @GetMapping("/list")
    @Needs(Permission.SEE_OPERATIONS)
    ModelAndView list(Actor actor) {
        return new ModelAndView("task/queue-list", "report", queues.report(actor));
    }

    @PostMapping("/{queue}/pause")
    @Needs(Permission.RUN_OPERATIONS)
    RedirectView pause(Actor actor, @PathVariable String queue) {
        queues.pause(actor, QueueApi.named(queue));
        return back();
    }

    @PostMapping("/{queue}/resume")
    @Needs(Permission.RUN_OPERATIONS)
    RedirectView resume(Actor actor, @PathVariable String queue) {
        queues.resume(actor, QueueApi.named(queue));
        return back();
    }

    @PostMapping("/{queue}/retry")
    @Needs(Permission.RUN_OPERATIONS)
    RedirectView retry(Actor actor, @PathVariable String queue) {
        queues.retryFailed(actor, Set.of(QueueApi.named(queue)));
        return back();
    }

    @PostMapping("/{queue}/purge")
    @Needs(Permission.RUN_OPERATIONS)
    RedirectView purge(Actor actor, @PathVariable String queue) {
        queues.purge(actor, Set.of(QueueApi.named(queue)));
        return back();
    }

    private static RedirectView back() {
        RedirectView view = new RedirectView(PATH);
        view.setExposeModelAttributes(false);
        return view;
    }
}
