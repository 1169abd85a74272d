package io.cloakroom.tck.client;

import io.cloakroom.tck.report.NotClaimed;

/** What a client may lack. Clauses that need it are then reported as not claimed, never as held. */
public enum Capability {

  /** Running a {@link io.cloakroom.redis.RedisScript}. */
  SCRIPTS("it runs no scripts"),

  /** Having a server compare by itself, where it can: overriding {@code compareAndSet}. */
  COMPARING_SERVER("it compares by script on every server"),

  /** Another way where a server or proxy refuses {@code GETEX}, scripts or the type of a scan. */
  FALLBACKS("it is for servers that take every command that it sends"),

  /** Talking to a Redis server, which can be looked at, paused and killed. */
  SERVER("it has no server"),

  /** Talking to a single server that a test starts for itself. */
  SERVER_OF_ITS_OWN(
      "its test class is about a cluster, Sentinels or a way in that all its tests share"),

  /** Saying that the server refused the log-in, when the client connects again by itself. */
  REFUSED_LOG_IN("its client connects again by itself, and does not say why it can't log in"),

  /** Saying that the server is gone, rather than that it gives no answer in time. */
  NOTICED_OUTAGE(
      "its client waits for a server that is gone, and says no more than that it waited"),

  /** Noticing, between two pages of a scan, that the server was away. */
  RESTARTED_SCANS("its client does not notice between two pages that the server was away"),

  /** Leaving a connection over which no answer came in time. */
  SILENT_CONNECTIONS("its client stays on a connection over which nothing comes"),

  /** A key prefix that is configured in the client itself. */
  CLIENT_PREFIX("its test class opens no client with a prefix (override connectWithPrefix)"),

  /** A database other than 0, which the client selects. */
  DATABASES("its test class opens no client of another database (override connectToDatabase)"),

  /** Another timeout than the class's own. */
  TIMEOUTS("its test class opens no client with another timeout (override connectWithTimeout)"),

  /** Being handed a client that somebody else opened, and closes. */
  HANDED_IN_CLIENT("its test class hands no client in (override handIn)");

  private final String reason;

  Capability(String reason) {
    this.reason = reason;
  }

  /** What ends a test that needs it. */
  public NotClaimed notClaimed() {
    return new NotClaimed(reason);
  }
}
