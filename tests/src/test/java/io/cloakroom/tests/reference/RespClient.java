package io.cloakroom.tests.reference;

import io.cloakroom.tck.servers.RawRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client as users configure and close them; it opens a connection for each command. */
public final class RespClient {

  private static final long NEVER = Long.MAX_VALUE;

  /** A socket's timeout is for what comes, not for what a server does not take. */
  private static final ScheduledThreadPoolExecutor CLOSER = closer();

  private final URI uri;
  private final Duration timeout;
  private final String prefix;
  private int database;
  private long end = NEVER;
  private boolean limitsWrites = true;
  private volatile boolean closed;

  public RespClient(URI uri, Duration timeout, String prefix) {
    this.uri = uri;
    this.timeout = timeout;
    this.prefix = prefix;
  }

  private static ScheduledThreadPoolExecutor closer() {
    ScheduledThreadPoolExecutor closer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "resp-closer");
              thread.setDaemon(true);
              return thread;
            });
    closer.setRemoveOnCancelPolicy(true);
    return closer;
  }

  public Object call(Object... words) {
    if (closed) {
      throw new UncheckedIOException(new IOException("The client is closed"));
    }
    AtomicBoolean over = new AtomicBoolean();
    try (RawRedis redis = RawRedis.connect(uri, left())) {
      Future<?> closing =
          CLOSER.schedule(() -> giveUp(redis, over), left().toNanos(), TimeUnit.NANOSECONDS);
      try {
        if (database != 0) {
          redis.call("SELECT", database);
        }
        return redis.call(words);
      } finally {
        closing.cancel(false);
      }
    } catch (UncheckedIOException e) {
      throw over.get() ? noTimeIsLeft() : e;
    }
  }

  /** A connection of its own, which the caller closes. */
  public RawRedis connected() {
    return RawRedis.connect(uri, timeout);
  }

  private void giveUp(RawRedis redis, AtomicBoolean over) {
    if (limitsWrites) {
      over.set(true);
      redis.close();
    }
  }

  private static UncheckedIOException noTimeIsLeft() {
    return new UncheckedIOException(new SocketTimeoutException("No time is left"));
  }

  private Duration left() {
    if (end == NEVER) {
      return timeout;
    }
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.toMillis() <= 0) {
      throw noTimeIsLeft();
    }
    return left;
  }

  /** A client whose commands all have to end within the timeout, which begins now. */
  public RespClient ending() {
    RespClient client = ofDatabase(database);
    client.end = end == NEVER ? System.nanoTime() + timeout.toNanos() : end;
    client.limitsWrites = limitsWrites;
    client.closed = closed;
    return client;
  }

  /** A client that waits for ever until the server takes what it writes. */
  public RespClient waitingForWrites() {
    RespClient client = ofDatabase(database);
    client.limitsWrites = false;
    return client;
  }

  /** A client that differs in its timeout. */
  public RespClient withTimeout(Duration another) {
    RespClient client = new RespClient(uri, another, prefix);
    client.database = database;
    return client;
  }

  /** A client that differs in what its keys begin with. */
  public RespClient withPrefix(String another) {
    return new RespClient(uri, timeout, another);
  }

  /** A client of another database. */
  public RespClient ofDatabase(int another) {
    RespClient client = new RespClient(uri, timeout, prefix);
    client.database = another;
    return client;
  }

  /** A connection that stays open. */
  public RawRedis connection() {
    return RawRedis.connect(uri, timeout);
  }

  public Duration timeout() {
    return timeout;
  }

  /** Where it connects to, with the password. */
  public URI address() {
    return uri;
  }

  /** What every key begins with on the server. */
  public String prefix() {
    return prefix;
  }

  public boolean works() {
    return !closed && call("PING") != null;
  }

  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return uri.getHost() + ":" + uri.getPort(); // without the password
  }
}
