package org.foldbase.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.web.SessionCookie;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own account: password, sessions, API tokens. */
@Controller
@RequestMapping("/account")
class AccountPage {

    private final Accounts accounts;
    private final Logins logins;
    private final Tokens tokens;

    AccountPage(Accounts accounts, Logins logins, Tokens tokens) {
        this.accounts = accounts;
        this.logins = logins;
        this.tokens = tokens;
    }

    /** What the page says of what was just done. */
    record Said(Optional<String> done, Optional<Refusal> refused, Optional<Tokens.Made> made) {
        static Said nothing() {
            return new Said(Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Said done(String sentence) {
            return new Said(Optional.of(sentence), Optional.empty(), Optional.empty());
        }

        static Said made(Tokens.Made made) {
            return new Said(Optional.empty(), Optional.empty(), Optional.of(made));
        }

        static Said refused(Refusal refusal) {
            return new Said(Optional.empty(), Optional.of(refusal), Optional.empty());
        }
    }

    @GetMapping
    @Needs(Permission.OWN_ACCOUNT)
    ModelAndView page(Actor actor, HttpServletRequest request) {
        return page(actor, request, Said.nothing());
    }

    @PostMapping("/password")
    @Needs(Permission.OWN_ACCOUNT)
    ModelAndView changePassword(
            Actor actor,
            @RequestParam String current,
            @RequestParam String password,
            @RequestParam String again,
            HttpServletRequest request) {
        return trying(
                actor,
                request,
                () -> {
                    if (!password.equals(again)) {
                        throw Refusal.invalid("The two new passwords are not the same.");
                    }
                    accounts.changeOwnPassword(
                            actor, current, password, key(request), Browser.origin(request));
                    return Said.done("The password is changed; your other sessions have ended.");
                });
    }

    @PostMapping("/sessions/{id}/end")
    @Needs(Permission.OWN_ACCOUNT)
    ModelAndView endSession(Actor actor, @PathVariable long id) {
        logins.end(actor, id);
        return Browser.redirect("/account");
    }

    @PostMapping("/tokens")
    @Needs(Permission.OWN_ACCOUNT)
    ModelAndView makeToken(
            Actor actor,
            @RequestParam String name,
            @RequestParam TokenScope scope,
            @RequestParam int days,
            HttpServletRequest request) {
        return trying(
                actor,
                request,
                () -> Said.made(tokens.make(actor, name, scope, Duration.ofDays(days))));
    }

    @PostMapping("/tokens/{id}/revoke")
    @Needs(Permission.OWN_ACCOUNT)
    ModelAndView revokeToken(Actor actor, @PathVariable long id) {
        tokens.revoke(actor, id);
        return Browser.redirect("/account");
    }

    private interface Work {
        Said run();
    }

    /** Does something and shows the page again, whatever came of it. */
    private ModelAndView trying(Actor actor, HttpServletRequest request, Work work) {
        try {
            return page(actor, request, work.run());
        } catch (Refusal refusal) {
            ModelAndView page = page(actor, request, Said.refused(refusal));
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            return page;
        }
    }

    private ModelAndView page(Actor actor, HttpServletRequest request, Said said) {
        ModelAndView page = new ModelAndView("access/account");
        page.addObject("account", accounts.find(actor.requireUserId()).orElseThrow());
        page.addObject("sessions", logins.sessions(actor, key(request)));
        page.addObject("tokens", tokens.list(actor));
        page.addObject("done", said.done());
        page.addObject("refused", said.refused());
        page.addObject("made", said.made());
        return page;
    }

    private static String key(HttpServletRequest request) {
        return SessionCookie.read(request).orElse("");
    }
}
