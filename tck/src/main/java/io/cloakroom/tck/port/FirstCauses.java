package io.cloakroom.tck.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ClientUnderTest;
import io.cloakroom.tck.port.probe.AnswerProbe;
import io.cloakroom.tck.port.probe.Mistake;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What to mend before all else in a port over which tests fail. One mistake in one method breaks
 * many clauses, and none of them names it: so each method is asked once, and its answer compared
 * with what stands in Redis.
 */
public final class FirstCauses {

  private static final String IN_A_PREFIX = "where the client has a key prefix, ";

  private final ClientUnderTest client;
  private final RedisUnderTest redis;

  private FirstCauses(ClientUnderTest client) {
    this.client = client;
    this.redis = client.redis();
  }

  /**
   * Looks for it.
   *
   * @param withPrefix opens the port over a client with a key prefix, where the client can have one
   * @return what to mend first; empty where each method answers and fails as it should
   */
  public static Optional<String> of(
      ClientUnderTest client, BiFunction<URI, String, Optional<RedisCommands>> withPrefix) {
    FirstCauses causes = new FirstCauses(client);
    List<Mistake> mistakes = causes.ofAnswers(causes.client.connect(causes.redis.uri()), "");
    if (mistakes.isEmpty()) {
      mistakes = causes.ofFailures();
    }
    if (mistakes.isEmpty()) {
      String prefix = "cloakroom-tck:" + UUID.randomUUID() + ":";
      mistakes =
          withPrefix
              .apply(causes.redis.uri(), prefix)
              .map(port -> in(causes.ofAnswers(port, prefix)))
              .orElse(List.of());
    }
    return Mistake.text(mistakes);
  }

  private List<Mistake> ofAnswers(RedisCommands port, String prefix) {
    return with(
        port, sound -> new AnswerProbe(sound, redis, prefix, client.timeout()).mistakes(claims()));
  }

  private boolean claims() {
    return client.claims(Capability.SCRIPTS);
  }

  private List<Mistake> ofFailures() {
    if (!client.claims(Capability.SERVER) || redis.server().isEmpty()) {
      return List.of();
    }
    RedisServer server = redis.server().get();
    return new FailureProbe(client, server).mistakes(claims());
  }

  private static List<Mistake> in(List<Mistake> mistakes) {
    UnaryOperator<String> inPrefix = what -> IN_A_PREFIX + what;
    return mistakes.stream().map(each -> each.saying(inPrefix)).toList();
  }

  private List<Mistake> with(RedisCommands port, Function<RedisCommands, List<Mistake>> probe) {
    List<Mistake> mistakes = new ArrayList<>(probe.apply(port));
    try {
      client.disconnect(port);
    } catch (Exception e) {
      mistakes.add(new Mistake("disconnect", "throws " + e));
    }
    return mistakes;
  }
}
