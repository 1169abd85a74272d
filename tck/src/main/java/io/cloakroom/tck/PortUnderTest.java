package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.fault.FaultyProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The port of one test class, with what the clauses need around it. */
final class PortUnderTest {

  private final RedisCommandsTck hooks;
  private final RedisUnderTest redis;
  private final RedisCommands commands;
  private String prefix = newPrefix();

  PortUnderTest(RedisCommandsTck hooks) {
    this.hooks = hooks;
    this.redis = hooks.redisUnderTest();
    this.commands = hooks.connect(redis.uri());
  }

  /** Something to do on a server of a test's own. */
  interface ServerTest {
    void run(RedisServer server, RedisCommands commands) throws Exception;
  }

  /** Something to do on a server of a test's own, to which the way can be made faulty. */
  interface ProxyTest {
    void run(FaultyProxy proxy, RedisCommands commands) throws Exception;
  }

  RedisCommands commands() {
    return commands;
  }

  RedisUnderTest redis() {
    return redis;
  }

  RedisCommandsTck hooks() {
    return hooks;
  }

  Duration timeout() {
    return hooks.timeout();
  }

  /** A key that no other test uses. */
  String key(String name) {
    return prefix + name;
  }

  /** What the stage answers; its own failure, if it fails. */
  <T> T answer(CompletionStage<T> stage) {
    return Stages.answer(stage, timeout());
  }

  /** What the stage fails with. */
  Throwable failure(CompletionStage<?> stage) {
    return Stages.failure(stage, timeout());
  }

  /** The value under a key, as text. */
  Optional<String> text(String key) {
    return answer(commands.get(key)).map(value -> new String(value, UTF_8));
  }

  TimeToLive ttl(String key) {
    return redis.timeToLive(key);
  }

  /** All keys of a scan, page by page, as they come. */
  List<String> scan(String keyPrefix, int count) {
    return scan(commands, keyPrefix, count);
  }

  List<String> scan(RedisCommands scanned, String keyPrefix, int count) {
    List<String> keys = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    while (cursor.isPresent()) {
      ScanPage page = answer(scanned.scan(keyPrefix, cursor.get(), count));
      keys.addAll(page.keys());
      cursor = page.next();
    }
    return keys;
  }

  /** Aborts the test where the client does not claim what it needs. */
  void needs(Capability capability) {
    if (hooks.notClaimed().contains(capability)) {
      throw capability.notClaimed();
    }
  }

  /** Aborts the test where the class is about servers that can't be had once more. */
  void needsServerOfItsOwn() {
    needs(Capability.SERVER);
    if (redis.server().isEmpty()) {
      throw Capability.SERVER_OF_ITS_OWN.notClaimed();
    }
  }

  /** What the server carries out while something runs. */
  CommandStats commandsDuring(Runnable action) {
    needs(Capability.SERVER);
    CommandStats before = CommandStats.of(redis.servers());
    action.run();
    return CommandStats.of(redis.servers()).since(before).meant();
  }

  /** Runs a test on a server that it may pause or kill, through a port of its own that works. */
  void onOwnServer(ServerTest test, String... arguments) throws Exception {
    needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start(arguments)) {
      RedisCommands own = hooks.connect(server.uri());
      try {
        answer(own.get("warm-up"));
        test.run(server, own);
      } finally {
        hooks.disconnect(own);
      }
    }
  }

  /** Runs a test on a server of its own, through a port that reaches it by a proxy, and works. */
  void behindAProxy(ProxyTest test) throws Exception {
    needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisCommands own = hooks.connect(proxy.uri());
      try {
        answer(own.get("warm-up"));
        test.run(proxy, own);
      } finally {
        hooks.disconnect(own);
      }
    }
  }

  /** What a command fails with, which it must within the timeout. */
  Throwable failureInTime(
      RedisCommands asked, Function<RedisCommands, CompletionStage<?>> command) {
    long start = System.nanoTime();
    Throwable failure = failure(command.apply(asked));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("the time that it took")
        .isLessThan(Stages.withGrace(timeout()));
    return failure;
  }

  void removeKeys() {
    redis.clear(prefix);
    prefix = newPrefix();
  }

  void close() throws Exception {
    hooks.disconnect(commands);
  }

  private static String newPrefix() {
    return "cloakroom-tck:" + UUID.randomUUID() + ":";
  }
}
