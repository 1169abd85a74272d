package io.cloakroom.express;

import io.cloakroom.record.RecordParts;
import io.cloakroom.record.RecordPeer;

/**
 * Express servers that keep the same sessions, through express-session and connect-redis. The peer
 * is for the option {@code sharedWith} of a store.
 *
 * <pre>{@code
 * RedisSessionStore.builder(commands).sharedWith(Express.peer()).build()
 * }</pre>
 */
public final class Express implements RecordPeer {

  /** The name that express-session gives its cookie by default. */
  public static final String COOKIE_NAME = "connect.sid";

  private static final Express PEER = new Express();

  private Express() {}

  /** Returns the peer: records of express-session 1.19 under the keys of connect-redis 9. */
  public static RecordPeer peer() {
    return PEER;
  }

  @Override
  public String name() {
    return "Express";
  }

  /** Returns the prefix that connect-redis has by default. */
  @Override
  public String prefix() {
    return "sess:";
  }

  @Override
  public void check(RecordParts changed) {
    ExpressRules.check(changed);
  }
}
