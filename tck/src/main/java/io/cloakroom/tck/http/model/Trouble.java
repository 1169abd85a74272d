package io.cloakroom.tck.http.model;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.http.site.WatchedCommands;
import java.util.function.Supplier;

/** What Redis does while a request is under way. */
enum Trouble {
  NONE(false, Trouble::cut),
  AWAY(true, Trouble::cut),
  SILENT(true, Trouble::late),
  AWAY_FOR_WRITES(false, Trouble::cut),
  SILENT_FOR_WRITES(false, Trouble::late);

  private final boolean ofReads;

  @SuppressWarnings("ImmutableEnumChecker") // holds no state
  private final Supplier<RedisCommandException> failure;

  Trouble(boolean ofReads, Supplier<RedisCommandException> failure) {
    this.ofReads = ofReads;
    this.failure = failure;
  }

  /** Whether nothing can be read either. */
  boolean isOfReads() {
    return ofReads;
  }

  void begin(WatchedCommands commands) {
    if (this == NONE) {
      return;
    }
    if (ofReads) {
      commands.goAway(failure);
    } else {
      commands.goAwayAfterWrites(0, failure);
    }
  }

  private static RedisCommandException cut() {
    return new RedisUnreachableException("The kit has cut the connection", null);
  }

  private static RedisCommandException late() {
    return new RedisTimeoutException("The kit has stopped the server", null);
  }
}
