package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ClientUnderTest;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.ServerTest;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.model.RunningPorts;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The port of one test class, with what the clauses need around it. */
final class PortUnderTest {

  private final RedisCommandsTck hooks;
  private final ClientUnderTest client;
  private final RedisUnderTest redis;
  private final RedisCommands commands;
  private @Nullable RedisCommands second;
  private String prefix = newPrefix();

  PortUnderTest(RedisCommandsTck hooks) {
    this.hooks = hooks;
    this.client = hooks.client();
    this.redis = client.redis();
    this.commands = client.connect(redis.uri());
  }

  /** Something to do through a port of a test's own. */
  interface PortTest {
    void run(RedisCommands commands) throws Exception;
  }

  /** Something to do on a server of a test's own, to which the way can be made faulty. */
  interface ProxyTest {
    void run(FaultyProxy proxy, RedisCommands commands) throws Exception;
  }

  /** The same for each of several faults, which happen at the same time. */
  interface EachProxyTest<T> {
    void run(T fault, FaultyProxy proxy, RedisCommands commands) throws Exception;
  }

  /** The same, for what has to look at the server as well. */
  interface ServerBehindProxyTest {
    void run(RedisServer server, FaultyProxy proxy, RedisCommands commands) throws Exception;
  }

  RedisCommands commands() {
    return commands;
  }

  /** Two ports on one Redis, as two servers of an application have them. */
  synchronized RunningPorts ports() {
    needs(Capability.SCRIPTS);
    if (second == null) {
      second = client.connect(redis.uri());
    }
    return new RunningPorts(List.of(commands, second), redis, timeout());
  }

  RedisUnderTest redis() {
    return redis;
  }

  ClientUnderTest client() {
    return client;
  }

  RedisCommandsTck hooks() {
    return hooks;
  }

  Duration timeout() {
    return client.timeout();
  }

  /** A key that no other test uses. */
  String key(String name) {
    return prefix + name;
  }

  /** What the stage answers; its own failure, if it fails. */
  <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, timeout());
  }

  /** What the stage fails with. */
  Throwable failure(CompletionStage<?> stage) {
    return StageResults.failure(stage, timeout());
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
    client.needs(capability);
  }

  /** Aborts the test where the class is about servers that can't be had once more. */
  void needsServerOfItsOwn() {
    client.needsServerOfItsOwn(redis);
  }

  /** What the server carries out while something runs. */
  CommandStats commandsDuring(Runnable action) {
    needs(Capability.SERVER);
    CommandStats before = CommandStats.of(redis.servers());
    action.run();
    return CommandStats.of(redis.servers()).since(before).meant();
  }

  /**
   * Runs a test through a port that no other test has used: a client may keep the last command of
   * each connection until the next one, and have opened many.
   */
  void withNewPort(PortTest test) throws Exception {
    RedisCommands own = client.connect(redis.uri());
    try {
      test.run(own);
    } finally {
      client.disconnect(own);
    }
  }

  /** Runs a test on a server that it may pause or kill, through a port of its own that works. */
  void onOwnServer(ServerTest test, String... arguments) throws Exception {
    needsServerOfItsOwn();
    client.onServer(
        (server, own) -> {
          answer(own.get("warm-up"));
          test.run(server, own);
        },
        arguments);
  }

  /** Runs a test on a server of its own, through a port that reaches it by a proxy, and works. */
  void behindAProxy(ProxyTest test) throws Exception {
    onServerBehindAProxy((server, proxy, commands) -> test.run(proxy, commands));
  }

  /** The same, for what has to look at the server as well. */
  void onServerBehindAProxy(ServerBehindProxyTest test) throws Exception {
    needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisCommands own = client.connect(proxy.uri());
      try {
        answer(own.get("warm-up"));
        test.run(server, proxy, own);
      } finally {
        client.disconnect(own);
      }
    }
  }

  /**
   * Runs a test for each of many faults at the same time, behind a proxy of its own: where a client
   * waits for a timeout, all wait together.
   */
  <T> void behindProxies(List<T> faults, EachProxyTest<T> test) throws Exception {
    needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start()) {
      List<Callable<T>> tests = new ArrayList<>();
      List<FaultyProxy> proxies = new ArrayList<>();
      List<RedisCommands> ports = new ArrayList<>();
      try {
        for (T fault : faults) {
          FaultyProxy proxy = FaultyProxy.before(server.uri());
          proxies.add(proxy);
          RedisCommands own = client.connect(proxy.uri());
          ports.add(own);
          answer(own.get("warm-up"));
          tests.add(
              () -> {
                test.run(fault, proxy, own);
                return fault;
              });
        }
        ConcurrentTasks.run(tests);
      } finally {
        for (RedisCommands own : ports) {
          client.disconnect(own);
        }
        proxies.forEach(FaultyProxy::close);
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
        .isLessThan(StageResults.withGrace(timeout()));
    return failure;
  }

  void removeKeys() {
    redis.clear(prefix);
    prefix = newPrefix();
  }

  void close() throws Exception {
    if (second != null) {
      client.disconnect(second);
    }
    client.disconnect(commands);
  }

  private static String newPrefix() {
    return "cloakroom-tck:" + UUID.randomUUID() + ":";
  }
}
