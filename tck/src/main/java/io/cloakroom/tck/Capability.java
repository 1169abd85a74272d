package io.cloakroom.tck;

import io.cloakroom.tck.report.NotClaimed;

/** What a client may lack. Clauses that need it are then reported as not claimed, never as held. */
public enum Capability {

  /** Running a {@link io.cloakroom.redis.RedisScript}. */
  SCRIPTS("it runs no scripts"),

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

  /** A key prefix that is configured in the client itself. */
  CLIENT_PREFIX("its test class opens no client with a prefix (override connectWithPrefix)"),

  /** Being handed a client that somebody else opened, and closes. */
  HANDED_IN_CLIENT("its test class hands no client in (override handIn)");

  private final String reason;

  Capability(String reason) {
    this.reason = reason;
  }

  /** What ends a test that needs it. */
  NotClaimed notClaimed() {
    return new NotClaimed(reason);
  }
}
