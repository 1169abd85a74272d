package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.port.RedisClusterTck;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.SlotMove;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

@Tag("topology")
class JedisClusterTest extends RedisClusterTck {

  /** How a pool's {@code maxWait} says that it waits without end, which is its default. */
  private static final Duration FOREVER = Duration.ofMillis(-1);

  private static final byte[] OLD = {'o', 'l', 'd'};
  private static final byte[] NEW = {'n', 'e', 'w'};

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openCluster(redis, config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return clients.prefixing(clients.openCluster(redis, config -> {}), prefix);
  }

  /** A pool waits without end for what the application holds, and so would a search for masters. */
  @Test
  void P19_aScanEndsWhileOthersHoldEveryConnection() throws Exception {
    UnifiedJedis client =
        clients.openCluster(topology().uri(), config -> {}, pool -> pool.setMaxWait(FOREVER));
    RedisCommands commands = clients.commands(client);
    List<Connection> held = new ArrayList<>();
    try {
      for (ConnectionPool pool : pools(client)) {
        for (int i = 0; i < pool.getMaxTotal(); i++) {
          held.add(pool.getResource());
        }
      }

      assertThat(commands.scan("any", ScanCursor.START, 10))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(RedisUnreachableException.class);
    } finally {
      held.forEach(Connection::close);
      clients.close(commands);
    }
  }

  /** The new master has keys before it has a slot, and Jedis is not told of it. */
  @Test
  void P22_aMasterThatIsAddedIsFollowedAtOnce() throws Exception {
    try (RedisCluster growing = RedisCluster.start(3)) {
      RedisCommands commands = connect(growing.uri());
      assertThat(commands.set("{added}", OLD, SetOptions.always())).isCompletedWithValue(true);
      SlotMove move = growing.moveSlotOf("{added}", growing.addMaster());
      move.moveKeys(1);

      assertThat(commands.get("{added}"))
          .isCompletedWithValueMatching(value -> Arrays.equals(value.orElseThrow(), OLD));
      assertThat(commands.set("{added}", NEW, SetOptions.ifPresent())).isCompletedWithValue(true);
      move.finish();
      assertThat(commands.delete(List.of("{added}"))).isCompletedWithValue(1L);
      disconnect(commands);
    }
  }

  /** The clients of several generations of Jedis have this method, and no type in common. */
  @SuppressWarnings("unchecked")
  private static Collection<ConnectionPool> pools(UnifiedJedis client) throws Exception {
    return ((Map<String, ConnectionPool>)
            client.getClass().getMethod("getClusterNodes").invoke(client))
        .values();
  }

  /** The cluster client repeats what got no reply, and a write would then find its own. */
  @Test
  void P21_aWriteWhoseReplyIsCutIsNotRepeated() {
    Map<Integer, FaultyProxy> proxies = new HashMap<>();
    topology().uris().forEach(node -> proxies.put(node.getPort(), FaultyProxy.before(node)));
    RedisCommands commands =
        clients.commands(
            clients.openCluster(
                topology().uri(),
                config ->
                    config.hostAndPortMapper(
                        node ->
                            new HostAndPort(
                                "127.0.0.1", proxies.get(node.getPort()).uri().getPort()))));
    String key = "{cut}key";
    FaultyProxy proxy = proxies.get(topology().masterOf(key).uri().getPort());
    // reading connects again, so that it is the write's reply that is cut
    Supplier<CompletionStage<?>> none =
        () -> commands.get(key).thenCompose(read -> commands.delete(List.of(key)));
    Supplier<CompletionStage<?>> old =
        () -> commands.get(key).thenCompose(read -> commands.set(key, OLD, SetOptions.always()));
    try {
      assertIsUnknown(proxy, none, () -> commands.set(key, OLD, SetOptions.ifAbsent()), true);
      assertIsUnknown(
          proxy,
          old,
          () -> CompareAndSet.run(commands, key, OLD, NEW, Optional.empty()),
          new CompareAndSet.Applied());
      assertIsUnknown(proxy, old, () -> commands.delete(List.of(key)), 1L);
      proxy.cutOnceAfter(0);
      assertThat(commands.get(key)).isCompletedWithValue(Optional.empty());
    } finally {
      clients.close(commands);
      proxies.values().forEach(FaultyProxy::close);
    }
  }

  /**
   * Cuts the reply to a write, whose outcome then nobody knows. The client may have another
   * connection, whose reply is cut instead: then the write says what it does once, and is tried
   * again.
   */
  private static void assertIsUnknown(
      FaultyProxy proxy,
      Supplier<CompletionStage<?>> prepare,
      Supplier<CompletionStage<?>> write,
      Object once) {
    for (int i = 0; i < 5; i++) {
      assertThat(prepare.get()).isCompleted();
      proxy.cutOnceAfter(0);
      CompletableFuture<?> reply = write.get().toCompletableFuture();
      if (reply.isCompletedExceptionally()) {
        assertThat(reply)
            .failsWithin(Duration.ZERO)
            .withThrowableThat()
            .havingCause()
            .isInstanceOf(RedisUnreachableException.class);
        return;
      }
      assertThat(reply.join()).isEqualTo(once);
    }
    throw new AssertionError("The reply was never cut");
  }
}
