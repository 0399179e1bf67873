package org.foldbase.server.task.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page of tasks, which follows them as they go on. */
@Controller
class TaskPages {

    private final OwnTasks tasks;

    TaskPages(OwnTasks tasks) {
        this.tasks = tasks;
    }

    @GetMapping("/tasks")
    @Needs(Permission.SEE)
    ModelAndView page(Actor actor, @ModelAttribute TaskQuery query, HttpServletRequest request) {
        return list("task/tasks", actor, query, request);
    }

    /** The list alone, to be put in the place of the one that a page shows. */
    @GetMapping("/tasks/list")
    @Needs(Permission.SEE)
    ModelAndView list(Actor actor, @ModelAttribute TaskQuery query, HttpServletRequest request) {
        return list("task/list", actor, query, request);
    }

    private ModelAndView list(
            String view, Actor actor, TaskQuery query, HttpServletRequest request) {
        ModelAndView list = new ModelAndView(view);
        list.addObject(
                "tasks", tasks.list(actor, query.statuses(), query.pageNumber(), query.rows()));
        list.addObject("status", query.asked());
        list.addObject("query", Optional.ofNullable(request.getQueryString()).orElse(""));
        list.addObject("everybodys", OwnTasks.seesAll(actor));
        return list;
    }

    @PostMapping("/tasks/{id}/cancel")
    @Needs(Permission.CHANGE)
    RedirectView cancel(Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        tasks.cancel(actor, id);
        return back(request);
    }

    @PostMapping("/tasks/{id}/retry")
    @Needs(Permission.CHANGE)
    RedirectView retry(Actor actor, @PathVariable UUID id, HttpServletRequest request) {
        tasks.retry(actor, id);
        return back(request);
    }

    /** To the list with the filters that it had. */
    private static RedirectView back(HttpServletRequest request) {
        String from = Optional.ofNullable(request.getHeader(HttpHeaders.REFERER)).orElse("");
        int query = from.indexOf('?');
        boolean safe = query >= 0 && from.substring(query).matches("\\?[a-z0-9=&,%]{1,200}");
        RedirectView view = new RedirectView("/tasks" + (safe ? from.substring(query) : ""));
        view.setExposeModelAttributes(false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
