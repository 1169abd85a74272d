package io.cloakroom.admin;

import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionInventory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * The walks through all sessions that are under way on this server. Only a few are kept, so that
 * memory stays small; the one that was used longest ago is forgotten.
 */
final class Walks {

  private static final int MOST = 8;

  /** Names stand in links as they are. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** How many sessions are skipped at most, to continue a walk that another server began. */
  private static final int MOST_OVER = 100_000;

  private final SessionInventory inventory;
  private final Map<String, Walk> walks =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Walk> eldest) {
          return size() > MOST;
        }
      };

  Walks(SessionInventory inventory) {
    this.inventory = inventory;
  }

  /** Begins a walk, and returns its name, which nobody can guess. */
  synchronized String begin() {
    String name = SessionId.random().value();
    walks.put(name, new Walk(inventory, 0, 0));
    return name;
  }

  /**
   * Returns a page of a walk. If this server does not know the walk, because another one began it
   * or it was forgotten, it begins here with that page.
   *
   * @param shown how many sessions the pages before have shown
   * @return empty if the page is too far from the beginning for that, or not the next one
   */
  synchronized Optional<CompletionStage<Walk.Page>> page(String name, int number, int shown) {
    if (!NAME.matcher(name).matches() || number < 0 || shown < 0) {
      return Optional.empty();
    }
    Walk known = walks.get(name);
    Optional<CompletionStage<Walk.Page>> page =
        known == null ? Optional.empty() : known.page(number);
    if (page.isPresent() || shown > MOST_OVER) {
      return page;
    }
    Walk walk = new Walk(inventory, number, shown);
    walks.put(name, walk);
    return walk.page(number);
  }
}
