package io.cloakroom.tck.store.model;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.RedisSessionStoreBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of a store that decide how long its sessions live, and whose changes are kept.
 *
 * @param touchAfter zero: each use renews the TTL
 * @param isLimited whether no session lives longer than {@link #MAX_LIFETIME}
 * @param byFunction whether a function gives the TTL
 * @param indexes whether sessions are found by their users
 */
public record LifetimeOptions(
    Duration touchAfter,
    boolean isLimited,
    boolean byFunction,
    boolean noTouch,
    boolean noTtl,
    boolean overwrites,
    boolean encrypts,
    boolean indexes) {

  static final Duration TTL = Duration.ofMinutes(90);

  private static final Duration LEAST_TTL_BY_FUNCTION = Duration.ofMinutes(50);

  static final Duration MAX_LIFETIME = Duration.ofHours(2);

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static final KeyRing KEYS = KeyRing.of(EncryptionKey.random());

  /** Every combination that a store accepts. */
  public static List<LifetimeOptions> all() {
    List<LifetimeOptions> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << 6; bits++) {
      boolean noTouch = is(bits, 3);
      boolean noTtl = is(bits, 4);
      boolean throttled = is(bits, 0);
      if ((noTouch && noTtl)
          || (throttled && (noTouch || noTtl))
          || (noTtl && (is(bits, 1) || is(bits, 2)))) {
        continue;
      }
      all.add(
          new LifetimeOptions(
              throttled ? WINDOW : Duration.ZERO,
              is(bits, 1),
              is(bits, 2),
              noTouch,
              noTtl,
              is(bits, 5),
              all.size() % 3 == 0,
              !noTtl && all.size() % 2 == 0));
    }
    return all;
  }

  /**
   * What the function gives that is set as the option {@code ttl}: it goes by what the session
   * holds at the time.
   */
  static Duration ttlByFunction(@Nullable Object mine) {
    String text = String.valueOf(mine);
    return LEAST_TTL_BY_FUNCTION.plusMinutes(10L * (text.charAt(text.length() - 1) % 2));
  }

  private static boolean is(int bits, int option) {
    return (bits >> option & 1) == 1;
  }

  /** Sets the options of a store. */
  void applyTo(RedisSessionStoreBuilder store) {
    store.touchAfter(touchAfter).disableTouch(noTouch).disableTtl(noTtl);
    if (!noTtl) {
      store.ttl(TTL);
    }
    if (byFunction) {
      store.ttl(session -> ttlByFunction(session.get("mine")));
    }
    if (isLimited) {
      store.maxLifetime(MAX_LIFETIME);
    }
    if (overwrites) {
      store.onConflict(OnConflict.OVERWRITE);
    }
    if (encrypts) {
      store.encryption(KEYS);
    }
  }

  /** The clause that says which TTL a session has under these options. */
  String clauseOfTtl() {
    if (noTtl()) {
      return "S18";
    }
    if (isLimited()) {
      return "S26";
    }
    return touchAfter().isZero() ? "S5" : "S19";
  }
}
