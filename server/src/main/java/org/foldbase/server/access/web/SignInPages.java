package org.foldbase.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.Permission;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.web.SessionCookie;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in, with a password or a link that is good once, and out. */
@Controller
class SignInPages {

    private final Logins logins;
    private final CsrfTokenRepository csrfTokens;

    SignInPages(Logins logins, CsrfTokenRepository csrfTokens) {
        this.logins = logins;
        this.csrfTokens = csrfTokens;
    }

    @GetMapping("/sign-in")
    @Needs(Permission.ENTER)
    ModelAndView page(
            Actor actor,
            @RequestParam(defaultValue = "/") String to,
            @RequestParam Optional<String> first,
            @RequestParam Optional<String> out) {
        if (actor.isSignedIn()) {
            return redirect(to);
        }
        String note = "";
        if (first.isPresent()) {
            note = "Sign in to go on. A session ends when it is not used for 8 hours.";
        } else if (out.isPresent()) {
            note = "You are signed out.";
        }
        return form(to, "", note, "", HttpStatus.OK);
    }

    @PostMapping("/sign-in")
    @Needs(Permission.ENTER)
    ModelAndView signIn(
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            enter(logins.signIn(name, password, Browser.origin(request)), request, response);
            return redirect(to);
        } catch (Refusal refusal) {
            Browser.tellWhen(refusal, response);
            return form(
                    to, name, "", refusal.sentence(), HttpStatus.valueOf(refusal.kind().status()));
        }
    }

    @PostMapping("/sign-out")
    @Needs(Permission.ENTER)
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(logins::signOut);
        SessionCookie.clear(request, response);
        csrfTokens.saveToken(null, request, response);
        return new ModelAndView("redirect:/sign-in?out");
    }

    /** Looking does not use the link up: programs that preview links look, too. */
    @GetMapping("/sign-in/once")
    @Needs(Permission.ENTER)
    ModelAndView link(@RequestParam String key, @RequestParam(defaultValue = "/") String to) {
        return link(key, to, "");
    }

    private ModelAndView link(String key, String to, String trouble) {
        Optional<OneTimeLink> link = logins.link(key);
        ModelAndView page = new ModelAndView("access/once");
        page.addObject("link", link);
        page.addObject("to", LocalPath.of(to));
        page.addObject("trouble", trouble);
        page.setStatus(
                link.isEmpty()
                        ? HttpStatus.GONE
                        : trouble.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return page;
    }

    @PostMapping("/sign-in/once")
    @Needs(Permission.ENTER)
    ModelAndView signInOnce(
            @RequestParam String key,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!password.equals(again)) {
            return link(key, to, "The two passwords are not the same.");
        }
        try {
            enter(logins.signInOnce(key, password, Browser.origin(request)), request, response);
            return redirect(to);
        } catch (Refusal refusal) {
            return link(key, to, refusal.sentence());
        }
    }

    /** A page that was open before has a CSRF token of before, and no use any more. */
    private void enter(String key, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(logins::signOut);
        SessionCookie.write(request, response, key);
        csrfTokens.saveToken(null, request, response);
    }

    private static ModelAndView form(
            String to, String name, String note, String trouble, HttpStatus status) {
        ModelAndView page = new ModelAndView("access/sign-in");
        page.addObject("to", LocalPath.of(to));
        page.addObject("name", name);
        page.addObject("note", note);
        page.addObject("trouble", trouble);
        page.setStatus(status);
        return page;
    }

    private static ModelAndView redirect(String to) {
        return Browser.redirect(LocalPath.of(to));
    }
}
