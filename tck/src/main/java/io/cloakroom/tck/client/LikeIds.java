package io.cloakroom.tck.client;

import io.cloakroom.session.SessionId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ids that nobody has yet, of which any three in a row have two that look alike where they are
 * masked: whoever takes a masked id for the id takes two sessions for one.
 */
public final class LikeIds {

  private static final AtomicInteger GIVEN = new AtomicInteger();

  /** How many in a row begin alike. */
  private static final int ALIKE = 4;

  /** As many characters as a masked id shows. */
  private static final int SHOWN = 4;

  private LikeIds() {}

  /** Returns another one, as long as a random one is, and nearly as hard to guess. */
  public static SessionId next() {
    String shown =
        "0".repeat(SHOWN) + Integer.toString(GIVEN.getAndIncrement() / ALIKE, Character.MAX_RADIX);
    return SessionId.of(
        shown.substring(shown.length() - SHOWN) + SessionId.random().value().substring(SHOWN));
  }
}
