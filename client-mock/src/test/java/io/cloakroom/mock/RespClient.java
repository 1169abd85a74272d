package io.cloakroom.mock;

import io.cloakroom.tck.RawRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/** A client as users configure and close them; it opens a connection for each command. */
final class RespClient {

  private final URI uri;
  private final Duration timeout;
  private final String prefix;
  private volatile boolean closed;

  RespClient(URI uri, Duration timeout, String prefix) {
    this.uri = uri;
    this.timeout = timeout;
    this.prefix = prefix;
  }

  Object call(Object... words) {
    if (closed) {
      throw new UncheckedIOException(new IOException("The client is closed"));
    }
    try (RawRedis redis = RawRedis.connect(uri, timeout)) {
      return redis.call(words);
    }
  }

  /** A client that differs in its timeout. */
  RespClient withTimeout(Duration another) {
    return new RespClient(uri, another, prefix);
  }

  /** A connection that stays open. */
  RawRedis connection() {
    return RawRedis.connect(uri, timeout);
  }

  Duration timeout() {
    return timeout;
  }

  /** What every key begins with on the server. */
  String prefix() {
    return prefix;
  }

  boolean works() {
    return !closed && call("PING") != null;
  }

  void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
