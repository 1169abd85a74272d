package io.cloakroom.tck.servers;

import java.net.URI;

/** A server that somebody else started. */
record FoundServer(URI uri) implements RedisServer {

  @Override
  public String description() {
    return "given by -D" + RedisServers.URI_PROPERTY;
  }

  @Override
  public void kill() {
    throw notOurs();
  }

  @Override
  public void shutDown() {
    throw notOurs();
  }

  @Override
  public void start() {
    throw notOurs();
  }

  @Override
  public void pause() {
    throw notOurs();
  }

  @Override
  public void resume() {
    throw notOurs();
  }

  @Override
  public void close() {}

  private UnsupportedOperationException notOurs() {
    return new UnsupportedOperationException(
        uri + " was started by somebody else; use RedisServers.start()");
  }
}
