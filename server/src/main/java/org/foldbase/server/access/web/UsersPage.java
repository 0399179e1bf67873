package org.foldbase.server.access.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Role;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** All users, for administrators, and the newest of the audit. */
@Controller
@RequestMapping("/admin/users")
class UsersPage {

    private static final int NEWEST = 50;

    private final Accounts accounts;
    private final AuditLog audit;

    UsersPage(Accounts accounts, AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Permission.MANAGE_USERS)
    ModelAndView page(Actor actor, @RequestParam(defaultValue = "1") int page) {
        return page(actor, Math.max(1, page), Optional.empty(), Optional.empty());
    }

    /** Adds a user, who chooses a password with the link that the page then shows. */
    @PostMapping
    @Needs(Permission.MANAGE_USERS)
    ModelAndView add(
            Actor actor,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam Role role) {
        return linking(
                actor,
                () -> {
                    Account added =
                            accounts.add(
                                    actor,
                                    name,
                                    Optional.of(email).filter(it -> !it.isBlank()),
                                    role);
                    return accounts.passwordLink(actor, added.id());
                });
    }

    @PostMapping("/{id}/link")
    @Needs(Permission.MANAGE_USERS)
    ModelAndView link(Actor actor, @PathVariable long id) {
        return linking(actor, () -> accounts.passwordLink(actor, id));
    }

    @PostMapping("/{id}/role")
    @Needs(Permission.MANAGE_USERS)
    ModelAndView changeRole(Actor actor, @PathVariable long id, @RequestParam Role role) {
        return changing(actor, () -> accounts.changeRole(actor, id, role));
    }

    @PostMapping("/{id}/disable")
    @Needs(Permission.MANAGE_USERS)
    ModelAndView disable(Actor actor, @PathVariable long id) {
        return changing(actor, () -> accounts.disable(actor, id));
    }

    @PostMapping("/{id}/enable")
    @Needs(Permission.MANAGE_USERS)
    ModelAndView enable(Actor actor, @PathVariable long id) {
        return changing(actor, () -> accounts.enable(actor, id));
    }

    private ModelAndView changing(Actor actor, Runnable work) {
        try {
            work.run();
            return Browser.redirect("/admin/users");
        } catch (Refusal refusal) {
            return refused(actor, refusal);
        }
    }

    private ModelAndView linking(Actor actor, Supplier<OneTimeLink> work) {
        try {
            return page(actor, 1, Optional.of(work.get()), Optional.empty());
        } catch (Refusal refusal) {
            return refused(actor, refusal);
        }
    }

    private ModelAndView refused(Actor actor, Refusal refusal) {
        ModelAndView page = page(actor, 1, Optional.empty(), Optional.of(refusal));
        page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
        return page;
    }

    private ModelAndView page(
            Actor actor, int number, Optional<OneTimeLink> link, Optional<Refusal> refused) {
        ModelAndView page = new ModelAndView("access/users");
        page.addObject("users", accounts.list(actor, number, Listing.DEFAULT_SIZE));
        page.addObject("events", audit.list(actor, 1, NEWEST).rows());
        page.addObject("link", link);
        page.addObject(
                "address",
                link.map(it ->
                                ServletUriComponentsBuilder.fromCurrentContextPath()
                                                .build()
                                                .toUriString()
                                        + it.path())
                        .orElse(""));
        page.addObject("refused", refused);
        return page;
    }
}
