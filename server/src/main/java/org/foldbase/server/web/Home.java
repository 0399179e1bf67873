package org.foldbase.server.web;

import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page. */
@Controller
final class Home {

    @GetMapping("/")
    @Needs(Permission.SEE)
    String home() {
        return "home";
    }
}
