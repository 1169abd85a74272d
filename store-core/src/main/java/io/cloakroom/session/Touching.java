package io.cloakroom.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How the TTL of a record begins anew when its session is used. */
interface Touching {

  /**
   * Reads a record, and begins its TTL anew.
   *
   * @param assumed the TTL that its session should have
   */
  CompletionStage<Optional<Read>> read(String key, TtlWindow assumed);

  /** Reads a record that nothing is known of, and leaves its TTL as it is. */
  CompletionStage<Optional<Read>> read(String key);

  /** Begins the TTL of a record anew; false where there is none. */
  CompletionStage<Boolean> touch(String key, TtlWindow ttl);

  /**
   * A record that was read.
   *
   * @param left the TTL it has now; {@link TimeToLive.Missing} where that was not asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record Read(byte[] value, TimeToLive left) {}

  static Touching of(boolean late, OnConflict policy, RedisCommands commands) {
    if (!late) {
      return new EachTime(commands);
    }
    return switch (policy) {
      case MERGE -> new LateByScript(new Late(commands));
      case OVERWRITE -> new Late(commands);
    };
  }

  /** Whatever is left. */
  record EachTime(RedisCommands commands) implements Touching {

    @Override
    public CompletionStage<Optional<Read>> read(String key, TtlWindow assumed) {
      TimeToLive left = new TimeToLive.Remaining(assumed.full());
      return commands
          .getAndExpire(key, assumed.full())
          .thenApply(found -> found.map(value -> new Read(value, left)));
    }

    @Override
    public CompletionStage<Optional<Read>> read(String key) {
      return commands
          .get(key)
          .thenApply(found -> found.map(value -> new Read(value, new TimeToLive.Missing())));
    }

    @Override
    public CompletionStage<Boolean> touch(String key, TtlWindow ttl) {
      return commands.expire(key, ttl.full());
    }
  }

  /** Only once enough has been used up, by asking for it. */
  record Late(RedisCommands commands) implements Touching {

    @Override
    public CompletionStage<Optional<Read>> read(String key, TtlWindow assumed) {
      return read(key);
    }

    @Override
    public CompletionStage<Optional<Read>> read(String key) {
      return commands
          .get(key)
          .thenCombine(
              commands.timeToLive(key), (found, left) -> found.map(value -> new Read(value, left)));
    }

    @Override
    public CompletionStage<Boolean> touch(String key, TtlWindow ttl) {
      return commands
          .timeToLive(key)
          .thenCompose(
              left ->
                  left instanceof TimeToLive.Missing || ttl.includes(left)
                      ? CompletableFuture.completedStage(!(left instanceof TimeToLive.Missing))
                      : commands.expire(key, ttl.full()));
    }
  }

  /** Only once enough has been used up, in one command. */
  record LateByScript(Late late) implements Touching {

    @Override
    public CompletionStage<Optional<Read>> read(String key, TtlWindow assumed) {
      return late.commands()
          .eval(
              RedisScript.GET_AND_PROLONG,
              List.of(key),
              List.of(millis(assumed.least()), millis(assumed.full())))
          .thenApply(
              answer ->
                  answer.isEmpty()
                      ? Optional.empty()
                      : Optional.of(new Read(answer.get(0), left(answer.get(1)))));
    }

    @Override
    public CompletionStage<Optional<Read>> read(String key) {
      return late.read(key);
    }

    @Override
    public CompletionStage<Boolean> touch(String key, TtlWindow ttl) {
      return late.touch(key, ttl);
    }

    private static byte[] millis(Duration ttl) {
      return Long.toString(TimeToLive.toMillis(ttl)).getBytes(UTF_8);
    }

    private static TimeToLive left(byte[] millis) {
      return TimeToLive.ofPttl(Long.parseLong(new String(millis, UTF_8)));
    }
  }
}
