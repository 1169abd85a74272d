package io.cloakroom.admin;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionInventory;
import java.util.concurrent.CompletionStage;

/** Ends sessions for operators. Afterwards the sessions are counted again. */
final class Endings {

  private final SessionEngine engine;
  private final RedisSessionStore store;
  private final SessionInventory inventory;
  private final Census census;

  Endings(SessionEngine engine, RedisSessionStore store, Census census) {
    this.engine = engine;
    this.store = store;
    this.inventory = store.inventory();
    this.census = census;
  }

  /**
   * Ends a session.
   *
   * @return 1, or 0 where it was not there
   */
  CompletionStage<Long> end(String word) {
    census.forget();
    CompletionStage<Boolean> ended =
        inventory.hashesIds()
            ? store.destroy(new HashedSessionId(word))
            : engine.destroy(inventory.idOf(word));
    return ended.thenApply(wasThere -> wasThere ? 1L : 0L);
  }

  /** Ends all sessions of a user; returns how many they were. */
  CompletionStage<Long> endAll(String user) {
    census.forget();
    return store.destroyAll(user);
  }
}
