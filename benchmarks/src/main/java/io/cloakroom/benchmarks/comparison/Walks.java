package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.benchmarks.TypicalSession;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Walks over many sessions again and again. One piece of work is a page of them, so that a round
 * need not last as long as a walk.
 */
record Walks(RedisClient client, BlockingSessionStore store) {

  private static final int SESSIONS = Integer.getInteger("walk", 200_000);
  private static final int PAGE = 1_000;
  private static final String PREFIX = "walk:";
  private static final byte[] STRING = "string".getBytes(UTF_8);

  /** Every contender of a group walks over the same sessions; the first one stores them. */
  static Walks on(URI redis) {
    RedisClient client = StoreContenders.client(redis);
    BlockingSessionStore store =
        RedisSessionStore.builder(JedisCommands.of(client))
            .prefix(PREFIX)
            .scanCount(PAGE)
            .build()
            .blocking();
    if (client.dbSize() < SESSIONS) {
      IntStream.range(0, SESSIONS)
          .parallel()
          .forEach(
              i -> {
                Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
                TypicalSession.attributes(i).forEach(session::set);
                store.create(session);
              });
    }
    return new Walks(client, store);
  }

  Contender.Workers ids() {
    return pages(store::ids);
  }

  Contender.Workers all() {
    return pages(store::all);
  }

  private static <T> Contender.Workers pages(Supplier<Stream<T>> walk) {
    return () -> {
      Endless<T> endless = new Endless<>(walk);
      return () -> endless.skip(PAGE);
    };
  }

  /**
   * Asks for the keys of a page.
   *
   * @param typed whether for those of strings only, as Cloakroom does
   * @param values whether also for what stands under them
   */
  Contender.Workers scan(boolean typed, boolean values) {
    return () -> {
      ScanParams params = new ScanParams().match(PREFIX + "*").count(PAGE);
      byte[][] cursor = {ScanParams.SCAN_POINTER_START_BINARY};
      return () -> {
        ScanResult<byte[]> page =
            typed ? client.scan(cursor[0], params, STRING) : client.scan(cursor[0], params);
        cursor[0] = page.getCursorAsBytes();
        List<byte[]> keys = page.getResult();
        if (values && !keys.isEmpty()) {
          client.mget(keys.toArray(new byte[0][]));
        } else {
          keys.forEach(key -> new String(key, UTF_8));
        }
      };
    };
  }

  /** The elements of a walk, and of the next one after it. */
  private static final class Endless<T> {

    private final Supplier<Stream<T>> walk;
    private Iterator<T> here = List.<T>of().iterator();

    Endless(Supplier<Stream<T>> walk) {
      this.walk = walk;
    }

    void skip(int count) {
      for (int i = 0; i < count; i++) {
        if (!here.hasNext()) {
          here = walk.get().iterator();
        }
        here.next();
      }
    }
  }
}
