package io.cloakroom.tck.http.site;

import java.util.List;
import java.util.Map;

/**
 * A request without a body.
 *
 * @param headers the values of each, a line or a field for each value
 */
public record WebRequest(String method, String target, Map<String, List<String>> headers) {}
