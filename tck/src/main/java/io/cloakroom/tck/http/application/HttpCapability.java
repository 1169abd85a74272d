package io.cloakroom.tck.http.application;

import io.cloakroom.tck.report.NotClaimed;

/** What a framework may lack. Clauses that need it are then reported as not claimed. */
public enum HttpCapability {

  /**
   * Running in the kit's JVM, where its options, its clock and its port to Redis can be taken hold
   * of. An application in another process has the kit's usual options and no others.
   */
  IN_PROCESS("it runs in another process, with one configuration"),

  /** Accepting WebSockets on the port that serves HTTP. */
  WEB_SOCKETS("it accepts no WebSockets"),

  /** Sending server-sent events. */
  SERVER_SENT_EVENTS("it sends no server-sent events"),

  /** Answering from another thread after the handler has returned. */
  ASYNC("its handlers answer before they return"),

  /** Speaking HTTP/2 without TLS, where a client offers to upgrade. */
  HTTP_2("it offers no HTTP/2 without TLS"),

  /**
   * Sharing its sessions with Express. Claimed or not, it needs a server and the system property
   * {@code cloakroom.express}, which names a folder with Express's packages.
   */
  EXPRESS_PEER("it shares no sessions with Express");

  private final String reason;

  HttpCapability(String reason) {
    this.reason = reason;
  }

  /** What ends a test that needs it. */
  public NotClaimed notClaimed() {
    return new NotClaimed(reason);
  }
}
