package io.cloakroom.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.servers.RedisServers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.GetExParams;

/**
 * Reading a session of about 1.5 kB with a touch, through the store and by the same command given
 * to Jedis directly with the same parsing: what the store itself costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@Threads(16)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreReadBenchmark {

  private static final int SESSIONS = 1_000;
  private static final long DAY_MILLIS = 86_400_000;

  private final JsonSessionSerializer serializer = JsonSessionSerializer.create();
  private final List<SessionId> ids = new ArrayList<>();
  private RedisClient client;
  private BlockingSessionStore store;

  /** Fills a store of its own. */
  @Setup
  public void fill() {
    URI server = RedisServers.shared().uri();
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(16);
    pool.setMaxIdle(16);
    client =
        RedisClient.builder()
            .hostAndPort(server.getHost(), server.getPort())
            .poolConfig(pool)
            .build();
    store = RedisSessionStore.builder(JedisCommands.of(client)).prefix("bench:").build().blocking();
    for (int i = 0; i < SESSIONS; i++) {
      Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
      TypicalSession.attributes(i).forEach(session::set);
      store.create(session);
      ids.add(session.id());
    }
    int size = client.get(("bench:" + ids.get(0).value()).getBytes(UTF_8)).length;
    System.out.println("A record has " + size + " bytes");
  }

  /** Forgets the sessions. */
  @TearDown
  public void clear() {
    store.clear();
    client.close();
  }

  private SessionId anyId() {
    return ids.get(ThreadLocalRandom.current().nextInt(SESSIONS));
  }

  /** Through the store. */
  @Benchmark
  public Optional<Session> store() {
    return store.getAndTouch(anyId(), null);
  }

  /** By hand. */
  @Benchmark
  public SessionRecord direct() {
    byte[] key = ("bench:" + anyId().value()).getBytes(UTF_8);
    return serializer.deserialize(client.getEx(key, GetExParams.getExParams().px(DAY_MILLIS)));
  }
}
