package io.cloakroom.tck.servers;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A server that clients come to by a way of their own, so that clauses which start plain servers
 * say nothing of it.
 */
final class AccessUnderTest extends ServerUnderTest {

  private final RedisAccess access;
  private final RedisServer server;

  AccessUnderTest(RedisAccess access, RedisServer server) {
    super(server);
    this.access = access;
    this.server = server;
  }

  @Override
  public Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  public List<RedisServer> servers() {
    return List.of(server);
  }

  @Override
  public URI uri() {
    return server.uri();
  }

  @Override
  public String description() {
    return super.description() + ", " + access.words();
  }
}
