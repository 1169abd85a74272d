package io.cloakroom.tck.store.model;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The entry of a user's only session in the index of users: it outlasts the session's record. */
final class ExpectedEntry {

  private final StoreUnderTest kit;
  private final boolean isKept;
  private String user = "";

  /** The key of the user's index, once somebody has written it. */
  private @Nullable String key;

  /** How long the session lives yet, as far as anybody was told who saved or used it. */
  private Duration least = Duration.ZERO;

  /**
   * @param isKept whether there is an index
   */
  ExpectedEntry(StoreUnderTest kit, boolean isKept) {
    this.kit = kit;
    this.isKept = isKept;
  }

  /** The client, where it is seen which key the index has. */
  RedisCommands commands() {
    return new ForwardingRedisCommands(kit.client()) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script == RedisScript.INDEX_ADD) {
          key = keys.get(0);
        }
        return super.eval(script, keys, arguments);
      }
    };
  }

  void applyTo(RedisSessionStoreBuilder store) {
    if (isKept) {
      store.userIndex(session -> user);
    }
  }

  /** A session of another user begins. */
  void begin() {
    user = "user " + SessionId.random().value();
    key = null;
  }

  /** Whoever saves or uses the session gives it a TTL. */
  void lastsFor(@Nullable Duration ttl) {
    least = ttl == null ? Duration.ZERO : ttl;
  }

  /** It is later, for the index, too. */
  void pass(Duration time) {
    least = least.minus(time);
    if (key != null && kit.redis().timeToLive(key) instanceof TimeToLive.Remaining left) {
      Duration rest = left.duration().minus(time);
      if (rest.isNegative() || rest.isZero()) {
        StageResults.answer(kit.client().delete(List.of(key)), kit.timeout());
      } else {
        StageResults.answer(kit.client().expire(key, rest), kit.timeout());
      }
    }
  }

  /**
   * Looks for the session by its user.
   *
   * @param session the one that is there
   */
  void compare(BlockingSessionStore reader, Optional<Session> session, LifetimeStep step) {
    if (!isKept) {
      return;
    }
    List<SessionId> found = reader.findByUser(user).stream().map(Session::id).toList();
    boolean isKnown = session.isEmpty() || least.compareTo(Duration.ZERO) > 0;
    if (isKnown && !found.equals(session.stream().map(Session::id).toList())) {
      throw Violations.of(
          "S27", "after %s the index has %s, and there is %s".formatted(step, found, session));
    }
    if (session.isPresent() && isKnown && !outlasts()) {
      throw Violations.of(
          "S27", "after %s the index of a session's user ends before %s".formatted(step, least));
    }
  }

  private boolean outlasts() {
    return key != null
        && kit.redis().timeToLive(key) instanceof TimeToLive.Remaining left
        && left.duration().compareTo(least.minus(ExpectedTtl.SLACK)) >= 0;
  }
}
