package io.cloakroom.jedis;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Builder;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The commands whose answer means nothing if they were carried out before. */
final class Writes {

  private final UnifiedJedis client;
  private final ServerKeys keys;

  Writes(UnifiedJedis client) {
    this.client = client;
    this.keys = new ServerKeys(client);
  }

  boolean set(byte[] key, byte[] value, SetParams params) {
    CommandArguments set =
        new CommandArguments(Command.SET).key(keys.of(key)).add(value).addParams(params);
    return send(set, BuilderFactory.STRING) != null;
  }

  /** One command for each slot of a cluster. */
  long delete(byte[]... names) {
    return Stream.of(names).map(keys::of).collect(groupingBy(this::slot)).values().stream()
        .mapToLong(
            group ->
                send(new CommandArguments(Command.DEL).keys(group.toArray()), BuilderFactory.LONG))
        .sum();
  }

  /**
   * Runs a script.
   *
   * @param command by its digest or by its source
   */
  List<byte[]> eval(Command command, byte[] script, List<byte[]> names, List<byte[]> arguments) {
    CommandArguments eval = new CommandArguments(command).add(script).add(names.size());
    names.forEach(name -> eval.key(keys.of(name)));
    arguments.forEach(eval::add);
    return send(eval, BuilderFactory.BINARY_LIST);
  }

  private <T> T send(CommandArguments arguments, Builder<T> reply) {
    return client.executeCommand(OnceOnly.of(new CommandObject<>(arguments, reply)));
  }

  private int slot(byte[] key) {
    return client instanceof RedisClusterClient ? JedisClusterCRC16.getSlot(key) : 0;
  }
}
