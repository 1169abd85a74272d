package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.express.ExpressVisitor;
import io.cloakroom.tck.report.NotClaimed;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The store of one test class over one client, with what the clauses need around it. */
final class StoreUnderTest {

  private final SessionStoreTck hooks;
  private final RedisUnderTest redis;
  private final RedisCommands client;
  private String prefix = newPrefix();

  StoreUnderTest(SessionStoreTck hooks) {
    this.hooks = hooks;
    this.redis = hooks.redisUnderTest();
    this.client = hooks.connect(redis.uri());
  }

  /** The port beneath the store, for looking behind it. */
  RedisCommands client() {
    return client;
  }

  RedisUnderTest redis() {
    return redis;
  }

  Duration timeout() {
    return hooks.timeout();
  }

  /** What the keys of this test's sessions begin with. */
  String prefix() {
    return prefix;
  }

  /** A store with every option but the prefix at its default. */
  BlockingSessionStore store() {
    return store(options -> {});
  }

  /** A store with the given options, over the client. */
  BlockingSessionStore store(Consumer<RedisSessionStoreBuilder> options) {
    return store(client, options);
  }

  /** A store with the given options, over something put in front of the client. */
  BlockingSessionStore store(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return asynchronous(commands, options).blocking();
  }

  /** A store with every option at its default, the prefix too. */
  BlockingSessionStore withUsualPrefix() {
    return hooks.open(client, options -> {}).blocking();
  }

  SessionStore asynchronous(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return hooks.open(
        commands,
        builder -> {
          builder.prefix(prefix);
          options.accept(builder);
        });
  }

  /** A new session with an attribute. */
  Session session() {
    Session session = Session.create(SessionId.random(), SessionCookie.DEFAULT);
    session.set("user", "ada");
    return session;
  }

  /** A session that a store has, as another request would load it. */
  Session stored() {
    Session session = session();
    if (!store().create(session)) {
      throw new AssertionError("The store did not create a session with a fresh id");
    }
    return load(session.id());
  }

  /** A session as another request loads it. */
  Session load(SessionId id) {
    return store().get(id).orElseThrow(() -> new AssertionError("The session is not there"));
  }

  String keyOf(SessionId id) {
    return prefix + id.value();
  }

  TimeToLive ttl(SessionId id) {
    return redis.timeToLive(keyOf(id));
  }

  /** What stands in Redis for a session. */
  Optional<String> recordOf(SessionId id) {
    return Stages.answer(client.get(keyOf(id)), hooks.timeout())
        .map(bytes -> new String(bytes, UTF_8));
  }

  /** Writes anything in a session's place, with a TTL of a minute. */
  void putRecord(SessionId id, byte[] bytes) {
    putAt(keyOf(id), bytes);
  }

  /** Writes anything anywhere, with a TTL of a minute. */
  void putAt(String key, byte[] bytes) {
    SetOptions options = SetOptions.always().expiringAfter(Duration.ofMinutes(1));
    Stages.answer(client.set(key, bytes, options), hooks.timeout());
  }

  /** What the server carries out while something runs, handshakes of clients included. */
  CommandStats commandsDuring(Runnable action) {
    CommandStats before = CommandStats.of(redis.servers());
    action.run();
    return CommandStats.of(redis.servers()).since(before);
  }

  /** Gives a test a server that nobody shares, and a client of it. */
  void onOwnServer(PortUnderTest.ServerTest test) throws Exception {
    needs(Capability.SERVER);
    if (redis.server().isEmpty()) {
      throw Capability.SERVER_OF_ITS_OWN.notClaimed();
    }
    try (RedisServer server = RedisServers.start()) {
      RedisCommands commands = hooks.connect(server.uri());
      try {
        test.run(server, commands);
      } finally {
        hooks.disconnect(commands);
      }
    }
  }

  /** Something to do with a second port. */
  interface PortTest {
    void run(RedisCommands commands) throws Exception;
  }

  /** Gives a test a second client, of another address. */
  void throughAnother(URI address, PortTest test) throws Exception {
    RedisCommands commands = hooks.connect(address);
    try {
      test.run(commands);
    } finally {
      hooks.disconnect(commands);
    }
  }

  /** An Express application over the same sessions; the test is aborted where there is none. */
  ExpressVisitor express(ExpressStack stack, Map<String, ?> store, Map<String, ?> session) {
    RedisServer server =
        redis.server().orElseThrow(() -> new NotClaimed("Express needs a server to share"));
    Map<String, Object> options = new HashMap<>(store);
    options.put("prefix", prefix);
    return ExpressVisitor.of(stack, server.uri(), options, session);
  }

  void needs(Capability capability) {
    if (hooks.notClaimed().contains(capability)) {
      throw capability.notClaimed();
    }
  }

  void removeKeys() {
    redis.clear(prefix);
    prefix = newPrefix();
  }

  void close() throws Exception {
    hooks.disconnect(client);
  }

  private static String newPrefix() {
    return "cloakroom-tck:" + UUID.randomUUID() + ":";
  }
}
