package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The commands on one key of the in-memory port, as it is or made worse, for several threads. */
public abstract class OneKeyShared implements OneKey {

  private static final String KEY = "key";
  private static final Duration TTL = Duration.ofHours(1);

  private final RedisCommands redis;

  OneKeyShared(UnaryOperator<RedisCommands> sabotage) {
    this.redis = sabotage.apply(InMemoryRedisCommands.with(() -> Instant.EPOCH));
  }

  @Override
  public String get() {
    return text(TwoSteps.now(redis.get(KEY)));
  }

  @Override
  public String getAndExpire() {
    return text(TwoSteps.now(redis.getAndExpire(KEY, TTL)));
  }

  @Override
  public boolean set() {
    return set("set", SetOptions.always());
  }

  @Override
  public boolean setIfAbsent() {
    return set("set if absent", SetOptions.ifAbsent());
  }

  @Override
  public boolean setIfPresent() {
    return set("set if present", SetOptions.ifPresent());
  }

  @Override
  public String timeToLive() {
    return TwoSteps.now(redis.timeToLive(KEY)).getClass().getSimpleName();
  }

  @Override
  public long delete() {
    return TwoSteps.now(redis.delete(List.of(KEY)));
  }

  @Override
  public String compareAndSet() {
    byte[] value = bytes("compare and set");
    return text(TwoSteps.now(CompareAndSet.run(redis, KEY, bytes("set"), value, Optional.empty())));
  }

  @Override
  public String compareAndDelete() {
    return text(TwoSteps.now(CompareAndSet.delete(redis, KEY, bytes("set"))));
  }

  private boolean set(String value, SetOptions options) {
    return TwoSteps.now(redis.set(KEY, bytes(value), options));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(Optional<byte[]> value) {
    return value.map(bytes -> new String(bytes, UTF_8)).orElse("none");
  }

  private static String text(CompareAndSet.Outcome outcome) {
    return outcome instanceof CompareAndSet.Conflict conflict
        ? new String(conflict.found(), UTF_8)
        : outcome.getClass().getSimpleName();
  }

  /** The port as it is. */
  public static final class Sound extends OneKeyShared {
    public Sound() {
      super(sound -> sound);
    }
  }

  public static final class LooksBeforeItSetsIfAbsent extends OneKeyShared {
    public LooksBeforeItSetsIfAbsent() {
      super(TwoSteps::looksBeforeItSetsIfAbsent);
    }
  }

  public static final class LooksBeforeItSetsIfPresent extends OneKeyShared {
    public LooksBeforeItSetsIfPresent() {
      super(TwoSteps::looksBeforeItSetsIfPresent);
    }
  }

  public static final class LooksBeforeItDeletes extends OneKeyShared {
    public LooksBeforeItDeletes() {
      super(TwoSteps::looksBeforeItDeletes);
    }
  }

  public static final class ExpiresAfterItGets extends OneKeyShared {
    public ExpiresAfterItGets() {
      super(TwoSteps::expiresAfterItGets);
    }
  }

  public static final class LooksBeforeItCompares extends OneKeyShared {
    public LooksBeforeItCompares() {
      super(TwoSteps::looksBeforeItCompares);
    }
  }
}
