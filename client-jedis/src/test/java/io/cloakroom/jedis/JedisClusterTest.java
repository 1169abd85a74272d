package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.RedisClusterTck;
import io.cloakroom.tck.fault.FaultyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

@Tag("topology")
class JedisClusterTest extends RedisClusterTck {

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
    var preProcessor = new PrefixedKeyArgumentPreProcessor(prefix);
    return Optional.of(
        clients.commands(
            clients.openCluster(
                redis, config -> config.commandKeyArgumentPreProcessor(preProcessor))));
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
    try {
      assertThat(commands.delete(List.of(key))).isCompleted();
      proxy.cutOnceAfter(0);
      assertThat(commands.set(key, OLD, SetOptions.ifAbsent())).satisfies(this::isUnknown);
      assertThat(commands.get(key)).isCompletedWithValueMatching(found -> found.isPresent());
      assertThat(CompareAndSet.run(commands, key, OLD, OLD, Optional.empty())).isCompleted();
      proxy.cutOnceAfter(0);
      assertThat(CompareAndSet.run(commands, key, OLD, NEW, Optional.empty()))
          .satisfies(this::isUnknown);
      proxy.cutOnceAfter(0);
      assertThat(commands.delete(List.of(key))).satisfies(this::isUnknown);
      proxy.cutOnceAfter(0);
      assertThat(commands.get(key)).isCompletedWithValue(Optional.empty());
    } finally {
      clients.close(commands);
      proxies.values().forEach(FaultyProxy::close);
    }
  }

  private void isUnknown(CompletionStage<?> reply) {
    assertThat(reply)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(RedisUnreachableException.class)
        .withMessageEndingWith("whether the command was carried out is unknown");
  }

  @Test
  @SuppressWarnings("deprecation") // what it is about
  void refusesAJedisCluster() {
    URI node = topology().uri();
    try (JedisCluster old = new JedisCluster(new HostAndPort(node.getHost(), node.getPort()))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JedisCommands.of(old))
          .withMessageContaining("RedisClusterClient");
    }
  }
}
