package org.foldbase.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers requests that are not done: programs get problem details (RFC 9457), people a page; both
 * the same sentence, and never what broke inside.
 */
@Controller
@ControllerAdvice
class Problems implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Framing framing;

    Problems(Framing framing) {
        this.framing = framing;
    }

    @ExceptionHandler
    Object refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        return answer(Problem.of(refusal), request, response);
    }

    @ExceptionHandler
    Object failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("{} has nobody to hear the answer", request.getRequestURI(), failure);
            return new ModelAndView();
        }
        if (failure instanceof TypeMismatchException
                || failure instanceof HttpMessageNotReadableException) {
            return answer(Problem.of(HttpStatus.BAD_REQUEST.value()), request, response);
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(Problem.of(known), request, response);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        boolean away =
                failure instanceof DatabaseException database
                        && database.kind() == DatabaseException.Kind.UNAVAILABLE;
        return answer(
                away
                        ? new Problem(
                                503, "Not now", "The database does not answer. Try again soon.")
                        : Problem.of(500),
                request,
                response);
    }

    /** What the container and the security chain refuse. */
    @RequestMapping("/error")
    @Needs(Permission.ENTER)
    Object error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : HttpStatus.NOT_FOUND.value();
        return answer(Problem.of(status), request, response);
    }

    private Object answer(
            Problem problem, HttpServletRequest request, HttpServletResponse response) {
        String path =
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                        ? uri
                        : request.getRequestURI();
        boolean part = request.getHeader("HX-Request") != null;
        if (part || path.startsWith("/api/") || path.startsWith("/actuator/")) {
            ProblemDetail detail = ProblemDetail.forStatus(problem.status());
            detail.setTitle(problem.title());
            detail.setDetail(problem.sentence());
            return ResponseEntity.status(problem.status())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(detail);
        }
        request.removeAttribute(View.RESPONSE_STATUS_ATTRIBUTE);
        ModelAndView page = new ModelAndView("problem");
        page.setStatus(HttpStatus.valueOf(problem.status()));
        page.addObject("problem", problem);
        page.addObject("frame", framing.frame(request, ActorArgument.current()));
        response.setStatus(problem.status());
        return page;
    }
}
