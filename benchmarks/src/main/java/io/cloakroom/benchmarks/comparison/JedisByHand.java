package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisScript;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/**
 * What people send to Redis for a session themselves, over Jedis.
 *
 * @param compares whether a write replaces only the record that was read, as Cloakroom's do
 * @param byIfeq whether the server compares by itself
 * @param lastUse whether a read also asks how long the record was not used
 */
record JedisByHand(RedisClient client, boolean compares, boolean byIfeq, boolean lastUse) {

  private static final Duration DAY = Duration.ofDays(1);
  private static final byte[] MILLIS = Long.toString(DAY.toMillis()).getBytes(UTF_8);

  /** Two commands that everybody writes: changes of other requests are lost. */
  static JedisByHand simple(URI redis) {
    return new JedisByHand(StoreContenders.client(redis), false, false, false);
  }

  /** The commands that Cloakroom's store sends. */
  static JedisByHand sameCommands(URI redis, boolean lastUse) {
    return sameCommands(StoreContenders.client(redis), lastUse);
  }

  /** The same over a client that is there. */
  static JedisByHand sameCommands(RedisClient client, boolean lastUse) {
    for (RedisScript script : List.of(RedisScript.COMPARE_AND_SET, RedisScript.GET_AND_PROLONG)) {
      client.scriptLoad(script.source());
    }
    return new JedisByHand(client, true, comparesByItself(client), lastUse);
  }

  private static boolean comparesByItself(RedisClient client) {
    try {
      setIfEqual(client, bytes("probe"), bytes("old"), bytes("new"));
      return true;
    } catch (JedisDataException e) {
      return false; // an older server knows no such option
    }
  }

  private static void setIfEqual(RedisClient client, byte[] key, byte[] read, byte[] value) {
    CommandArguments set =
        new CommandArguments(Protocol.Command.SET)
            .addObjects(key, value, bytes("IFEQ"), read, bytes("PX"), MILLIS);
    client.executeCommand(new CommandObject<>(set, BuilderFactory.RAW_OBJECT));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  byte[] read(byte[] key) {
    if (!lastUse) {
      return client.getEx(key, GetExParams.getExParams().px(DAY.toMillis()));
    }
    Object answer = call(RedisScript.GET_AND_PROLONG, key, List.of(MILLIS, MILLIS));
    return (byte[]) ((List<?>) answer).get(0);
  }

  void begin(byte[] key, byte[] value) {
    client.set(key, value, SetParams.setParams().px(DAY.toMillis()));
  }

  /** Writes; a conflict goes unnoticed, as the measured code has none. */
  void write(byte[] key, byte[] read, byte[] value) {
    if (!compares) {
      begin(key, value);
    } else if (byIfeq) {
      setIfEqual(client, key, read, value);
    } else {
      call(
          RedisScript.COMPARE_AND_SET, key, CompareAndSet.arguments(read, value, Optional.of(DAY)));
    }
  }

  private Object call(RedisScript script, byte[] key, List<byte[]> arguments) {
    return client.evalsha(bytes(script.sha1()), List.of(key), arguments);
  }
}
