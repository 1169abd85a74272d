package io.cloakroom.demo.caches;

import io.cloakroom.http.RequestSession;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An application behind a cache, which counts the requests that reach it. */
abstract class Origin implements AutoCloseable {

  static final String SECRET = "a secret of at least thirty-two bytes";

  /** Says who asks. */
  static final String VISITOR = "Visitor";

  private final RedisCommands redis = InMemoryRedisCommands.create();
  private final Map<CachedPage, Integer> requests = new ConcurrentHashMap<>();

  abstract int port();

  RedisCommands redis() {
    return redis;
  }

  /** How often a page was asked for here. */
  int requests(CachedPage page) {
    return requests.getOrDefault(page, 0);
  }

  /**
   * What a page's body is.
   *
   * @param session null for a page that does not ask
   */
  String body(
      CachedPage page,
      @Nullable RequestSession session,
      @Nullable String visitor,
      boolean conditional) {
    requests.merge(page, 1, Integer::sum);
    if (session == null) {
      return "for everybody";
    }
    if (page.beginsWhere(conditional)) {
      session.set("name", visitor);
      return "begun by " + visitor;
    }
    return page.reads() ? "for " + session.get("name") : "for everybody";
  }

  @Override
  public abstract void close();
}
