package io.cloakroom.tck.http;

import java.net.URI;

/**
 * An application that serves HTTP.
 *
 * @param uri where, such as {@code http://localhost:8080}, without a path
 * @param server closes it, whatever requests are still under way
 */
public record RunningApplication(URI uri, AutoCloseable server) {}
