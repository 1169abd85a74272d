package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisScript;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What people send to Redis for a session themselves, over Lettuce and without waiting.
 *
 * @param same whether these are the commands that Cloakroom sends: a read that also asks how long
 *     the record was not used, and a write that replaces only the record that was read
 */
record LettuceByHand(RedisAsyncCommands<byte[], byte[]> commands, boolean same) {

  private static final Duration DAY = Duration.ofDays(1);
  private static final byte[] MILLIS = Long.toString(DAY.toMillis()).getBytes(UTF_8);

  static LettuceByHand on(URI redis, boolean same) {
    RedisAsyncCommands<byte[], byte[]> commands =
        RedisClient.create(redis.toString()).connect(ByteArrayCodec.INSTANCE).async();
    for (RedisScript script : List.of(RedisScript.COMPARE_AND_SET, RedisScript.GET_AND_PROLONG)) {
      commands.scriptLoad(script.source().getBytes(UTF_8)).toCompletableFuture().join();
    }
    return new LettuceByHand(commands, same);
  }

  CompletableFuture<byte[]> read(byte[] key) {
    return same
        ? call(RedisScript.GET_AND_PROLONG, key, List.of(MILLIS, MILLIS))
            .thenApply(answer -> answer.get(0))
        : commands.getex(key, GetExArgs.Builder.px(DAY)).toCompletableFuture();
  }

  CompletableFuture<?> begin(byte[] key, byte[] value) {
    return commands.set(key, value, SetArgs.Builder.px(DAY)).toCompletableFuture();
  }

  /** Writes; a conflict goes unnoticed, as the measured code has none. */
  CompletableFuture<?> write(byte[] key, byte[] read, byte[] value) {
    return same
        ? call(
            RedisScript.COMPARE_AND_SET,
            key,
            CompareAndSet.arguments(read, value, Optional.of(DAY)))
        : begin(key, value);
  }

  private CompletableFuture<List<byte[]>> call(
      RedisScript script, byte[] key, List<byte[]> arguments) {
    return commands
        .<List<byte[]>>evalsha(
            script.sha1(),
            ScriptOutputType.MULTI,
            new byte[][] {key},
            arguments.toArray(new byte[0][]))
        .toCompletableFuture();
  }
}
