package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.benchmarks.TypicalSession;
import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/** A store over Jedis, and the same commands by hand. */
final class StoreContenders {

  private static final int SESSIONS = 1_000;
  private static final String PREFIX = "bench:";
  private static final String COUNTER = "views";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

  private StoreContenders() {}

  static Contender.Workers readByHand(URI redis) throws Exception {
    ByHand hand = new ByHand(JedisByHand.simple(redis));
    return () -> () -> required(content(hand.commands.read(hand.anyKey())).get("user"));
  }

  static Contender.Workers updateByHand(URI redis) throws Exception {
    ByHand hand = new ByHand(JedisByHand.simple(redis));
    return () -> hand::update;
  }

  static Contender.Workers updateBySameCommands(URI redis) throws Exception {
    ByHand hand = new ByHand(JedisByHand.sameCommands(redis, false));
    return () -> hand::update;
  }

  static Contender.Workers readJson(URI redis) {
    return reading(redis, options -> {});
  }

  static Contender.Workers readKryo(URI redis) {
    return reading(redis, StoreContenders::kryo);
  }

  static Contender.Workers readEncrypted(URI redis) {
    return reading(redis, options -> options.encryption(KeyRing.of(EncryptionKey.random())));
  }

  static Contender.Workers updateJson(URI redis) {
    return updating(redis, options -> {});
  }

  static Contender.Workers updateKryo(URI redis) {
    return updating(redis, StoreContenders::kryo);
  }

  private static void kryo(RedisSessionStoreBuilder options) {
    options.serializer(KryoSessionSerializer.builder().build());
  }

  private static Contender.Workers reading(URI redis, Consumer<RedisSessionStoreBuilder> options) {
    Filled filled = Filled.on(redis, options);
    return () -> () -> required(filled.load().get("user"));
  }

  private static Contender.Workers updating(URI redis, Consumer<RedisSessionStoreBuilder> options) {
    Filled filled = Filled.on(redis, options);
    return () ->
        () -> {
          Session session = filled.load();
          session.set(COUNTER, ThreadLocalRandom.current().nextInt());
          if (filled.store.update(session) == SaveOutcome.GONE) {
            throw new IllegalStateException("The session is gone");
          }
        };
  }

  private static void required(Object value) {
    if (value == null) {
      throw new IllegalStateException("The session has no user");
    }
  }

  static RedisClient client(URI redis) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(MeasuredProcess.THREADS);
    pool.setMaxIdle(MeasuredProcess.THREADS);
    return RedisClient.builder()
        .hostAndPort(redis.getHost(), redis.getPort())
        .poolConfig(pool)
        .build();
  }

  /** A store with sessions in it. */
  private record Filled(BlockingSessionStore store, List<SessionId> ids) {

    static Filled on(URI redis, Consumer<RedisSessionStoreBuilder> options) {
      RedisSessionStoreBuilder builder =
          RedisSessionStore.builder(JedisCommands.of(client(redis))).prefix(PREFIX);
      options.accept(builder);
      BlockingSessionStore store = builder.build().blocking();
      List<SessionId> ids = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
        TypicalSession.attributes(i).forEach(session::set);
        store.create(session);
        ids.add(session.id());
      }
      return new Filled(store, ids);
    }

    Session load() {
      SessionId id = ids.get(ThreadLocalRandom.current().nextInt(SESSIONS));
      return store.getAndTouch(id, null).orElseThrow();
    }
  }

  private static Map<String, Object> content(byte[] record) throws IOException {
    return JSON.readValue(record, CONTENT);
  }

  /** What people write themselves. */
  private record ByHand(JedisByHand commands, List<byte[]> keys) {

    ByHand(JedisByHand commands) throws IOException {
      this(commands, new ArrayList<>());
      for (int i = 0; i < SESSIONS; i++) {
        byte[] key = (PREFIX + SessionId.random().value()).getBytes(UTF_8);
        commands.begin(key, JSON.writeValueAsBytes(TypicalSession.attributes(i)));
        keys.add(key);
      }
    }

    byte[] anyKey() {
      return keys.get(ThreadLocalRandom.current().nextInt(SESSIONS));
    }

    void update() throws IOException {
      byte[] key = anyKey();
      byte[] record = commands.read(key);
      Map<String, Object> content = content(record);
      content.put(COUNTER, ThreadLocalRandom.current().nextInt());
      commands.write(key, record, JSON.writeValueAsBytes(content));
    }
  }
}
