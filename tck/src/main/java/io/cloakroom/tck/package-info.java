/**
 * The technology compatibility kit: a conformance test suite for clients, serializers, stores and
 * web integrations, and the Redis servers to run it on.
 *
 * <table>
 * <caption>Where to begin</caption>
 * <tr><td>{@code port}</td><td>a client: {@code RedisCommandsTck}</td></tr>
 * <tr><td>{@code store}</td><td>the store over a client: {@code SessionStoreTck}</td></tr>
 * <tr><td>{@code history}</td><td>many clients under random load: {@code SessionHistoryTck}</td></tr>
 * <tr><td>{@code serializer}</td><td>a serializer: {@code SessionSerializerTck}</td></tr>
 * <tr><td>{@code http}</td><td>a web integration: {@code HttpSessionTck}</td></tr>
 * <tr><td>{@code servers}</td><td>servers to test on: {@code RedisServers}</td></tr>
 * <tr><td>{@code fault}</td><td>faults on the way to a server: {@code FaultyProxy}</td></tr>
 * </table>
 */
@NullMarked
package io.cloakroom.tck;

import org.jspecify.annotations.NullMarked;
