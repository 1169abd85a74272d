package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisSentinels;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * How a port is opened that is broken.
 *
 * @param kit which runs over it, on the servers for which that matters
 */
record Sabotage(Class<?> kit, BiFunction<KitClients, URI, RedisCommands> opening) {

  static Sabotage onCluster(UnaryOperator<RedisCommands> broken) {
    return new Sabotage(
        SabotagedCluster.class,
        (clients, node) -> clients.commands(clients.openCluster(node, config -> {}), broken));
  }

  /** The client asks one node, and goes nowhere from there. */
  static Sabotage followingNobody(UnaryOperator<RedisCommands> broken) {
    return new Sabotage(
        SabotagedCluster.class,
        (clients, node) -> clients.commands(clients.openCluster(node, config -> {}, 1), broken));
  }

  static Sabotage onSentinels(UnaryOperator<RedisCommands> broken) {
    return new Sabotage(
        SabotagedSentinels.class,
        (clients, none) ->
            clients.commands(
                clients.openSentinels(RedisSentinels.shared().sentinelUris(), config -> {}),
                broken));
  }

  /** The client speaks to the server that is the master when it is opened. */
  static Sabotage onOneMaster(UnaryOperator<RedisCommands> broken) {
    return new Sabotage(
        SabotagedSentinels.class,
        (clients, none) ->
            clients.commands(
                clients.open(RedisSentinels.shared().primary().uri(), config -> {}), broken));
  }

  static Sabotage asUser(UnaryOperator<RedisCommands> broken) {
    return new Sabotage(
        SabotagedAclUser.class,
        (clients, redis) -> clients.commands(clients.open(redis, config -> {}), broken));
  }

  /** The client forgets whom it is to log in as. */
  static Sabotage asAnybody() {
    return new Sabotage(
        SabotagedAclUser.class,
        (clients, redis) -> clients.commands(clients.open(plain(redis), config -> {})));
  }

  static Sabotage overTls(UnaryOperator<RedisCommands> broken) {
    return new Sabotage(
        SabotagedTls.class,
        (clients, redis) -> clients.commands(clients.open(redis, config -> {}), broken));
  }

  /** The client takes whatever certificate it is shown. */
  static Sabotage trustingEverybody() {
    SslOptions anybody = SslOptions.builder().sslVerifyMode(SslVerifyMode.INSECURE).build();
    return new Sabotage(
        SabotagedTls.class,
        (clients, redis) ->
            clients.commands(clients.open(redis, config -> config.sslOptions(anybody))));
  }

  /** The client goes on without TLS once it failed with it. */
  static Sabotage fallingBackToPlainText() {
    return new Sabotage(
        SabotagedTls.class,
        (clients, redis) ->
            clients.commands(
                clients.open(redis, config -> {}),
                sound ->
                    BrokenAnswers.fallsBackTo(
                        () -> clients.open(plain(redis), config -> {}), sound)));
  }

  /** The address alone. */
  private static URI plain(URI redis) {
    return URI.create("redis://" + redis.getHost() + ":" + redis.getPort());
  }
}
