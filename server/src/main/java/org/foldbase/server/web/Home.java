package org.foldbase.server.web;

import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.pileup.PileupFilter;
import org.foldbase.server.pileup.PileupService;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page: recent figures, and what runs now. */
@Controller
final class Home {

    private static final int FIGURES = 8;

    private final PileupService pileups;

    Home(PileupService pileups) {
        this.pileups = pileups;
    }

    @GetMapping("/")
    @Needs(Permission.SEE)
    ModelAndView home(Actor actor) {
        return new ModelAndView(
                "home", "recent", pileups.list(actor, PileupFilter.ALL, 1, FIGURES));
    }
}
