package org.foldbase.server.access;

import java.util.Optional;

/**
 * Where a sign-in comes from.
 *
 * @param address of the network, behind trusted proxies that of their client
 * @param userAgent what the browser says it is
 */
public record Origin(String address, Optional<String> userAgent) {}
