package io.cloakroom.tests.store;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random programs beside a model, in each serializer's form. A failure names the seed: {@code
 * -Dcloakroom.program.seed=…} runs that program alone, {@code -Dcloakroom.program.runs=…} more of
 * them.
 */
class SessionProgramsTest {

  private static final int RUNS = Integer.getInteger("cloakroom.program.runs", 150);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final KeyRing KEYS = KeyRing.of(EncryptionKey.random());

  private static final List<Consumer<RedisSessionStoreBuilder>> FORMS =
      List.of(
          options -> options.serializer(JsonSessionSerializer.create()),
          options -> options.serializer(KryoSessionSerializer.builder().build()),
          options -> options.serializer(KryoSessionSerializer.builder().build()).encryption(KEYS));

  @Test
  void programsInMemoryDoAsTheModelSays() {
    run(InMemoryRedisCommands.create(), RUNS);
  }

  @Test
  void programsOverARealServerDoAsTheModelSays() {
    try (RedisServer server = RedisServers.start()) {
      run(new RespRedisCommands(new RespClient(server.uri(), TIMEOUT, "")), RUNS / 15);
    }
  }

  private static void run(RedisCommands commands, int runs) {
    Long only = Long.getLong("cloakroom.program.seed");
    Random seeds = new Random();
    for (int i = 0; i < (only == null ? runs : 1); i++) {
      long seed = only == null ? seeds.nextLong() : only;
      for (int form = 0; form < FORMS.size(); form++) {
        try {
          new SessionProgram(seed, stores(commands, FORMS.get(form))).run(120);
        } catch (AssertionError e) {
          throw new AssertionError("Program of seed " + seed + ", form " + form, e);
        }
      }
    }
  }

  /** Three holders, two of which share a store. */
  private static List<BlockingSessionStore> stores(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> form) {
    List<BlockingSessionStore> two =
        Stream.generate(
                () -> {
                  RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
                  form.accept(builder);
                  return builder.build().blocking();
                })
            .limit(2)
            .toList();
    return List.of(two.get(0), two.get(1), two.get(0));
  }
}
