package org.foldbase.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.shared.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What every request passes before a controller sees it. What a controller's method needs is {@link
 * NeedsCheck}'s to see to; here is what lies outside of controllers.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChain {

    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " connect-src 'self'; font-src 'self'; manifest-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'self';"
                    + " report-uri "
                    + ContentPolicyReports.PATH;

    private static final String NO_DEVICES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                    + " microphone=(), payment=(), usb=()";

    @Bean
    CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            WhoAsks whoAsks,
            CookieCsrfTokenRepository csrfTokens,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        return http.securityContext(context -> context.securityContextRepository(whoAsks))
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf ->
                        csrf.spa()
                                .csrfTokenRepository(csrfTokens)
                                .ignoringRequestMatchers(ContentPolicyReports.PATH)
                                .ignoringRequestMatchers(it -> WhoAsks.token(it).isPresent()))
                .headers(SecurityChain::headers)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers("/actuator/health")
                                .permitAll()
                                .requestMatchers("/actuator", "/actuator/**")
                                .access((asker, at) ->
                                        new AuthorizationDecision(
                                                Policy.allows(
                                                        ActorArgument.current(),
                                                        Permission.SEE_OPERATIONS)))
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(failures ->
                        failures.accessDeniedHandler((request, response, denied) ->
                                        refuse(refusals, request, response, denied))
                                .authenticationEntryPoint((request, response, denied) ->
                                        refuse(refusals, request, response, denied)))
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(it -> it.policyDirectives(CONTENT_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(it -> it.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(it -> it.policy(NO_DEVICES))
                .crossOriginOpenerPolicy(it -> it.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(it -> it.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(it -> it.includeSubDomains(false));
    }

    /** Has the answer look like that to any other refusal. */
    private static void refuse(
            HandlerExceptionResolver refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Exception denied) {
        boolean operations = request.getRequestURI().startsWith("/actuator");
        Refusal refusal =
                operations
                        ? NeedsCheck.denied(Permission.SEE_OPERATIONS)
                        : new Refusal(
                                Refusal.Kind.FORBIDDEN,
                                "The page was open for too long, or the request came from"
                                        + " elsewhere. Reload the page and try again.",
                                denied);
        refusals.resolveException(request, response, null, refusal);
    }
}
