package io.cloakroom.tck.store.model;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.model.Disguises;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks at everything that a store sends to Redis: no nonce is used twice, and what must not be
 * readable is in it in no usual form.
 */
final class RecordWatch extends ForwardingRedisCommands {

  /** The nonces of all records that any store under test has written in this JVM. */
  private static final Map<String, byte[]> NONCES = new ConcurrentHashMap<>();

  private static final int NONCE_FROM = 10;
  private static final int NONCE_TO = 34;

  private final RedisCommands target;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

  RecordWatch(RedisCommands target) {
    super(target);
    this.target = target;
  }

  /** Text that must not reach Redis from now on. */
  void hide(String secret) {
    secrets.add(secret);
  }

  /** The first thing that was seen and must not be. */
  Optional<String> violation() {
    return Optional.ofNullable(violations.peek());
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    look(List.of(key));
    return super.get(key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    look(List.of(key));
    return super.getAndExpire(key, ttl);
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    look(keys);
    return super.multiGet(keys);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    look(List.of(key));
    return super.expire(key, ttl);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    look(List.of(key));
    return super.timeToLive(key);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    look(keys);
    return super.delete(keys);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    look(key, value);
    return super.set(key, value, options);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    arguments.forEach(argument -> look(String.join(" ", keys), argument));
    return super.eval(script, keys, arguments);
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    look(key, value);
    return target.compareAndSet(key, expected, value, ttl);
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
    return target.compareAndDelete(key, expected);
  }

  private void look(String key, byte[] value) {
    if (value.length >= KeyRing.OVERHEAD && KeyRing.isEncrypted(value)) {
      String nonce = HexFormat.of().formatHex(value, NONCE_FROM, NONCE_TO);
      byte[] first = NONCES.putIfAbsent(nonce, value.clone());
      if (first != null && !Arrays.equals(first, value)) {
        violations.add("two records have one nonce");
      }
    }
    look(List.of(key));
    for (byte[] bytes : Inflation.of(value)) {
      for (String secret : secrets) {
        if (Disguises.shown(secret, bytes).isPresent()) {
          violations.add("a value shows what has to be hidden: " + secret);
        }
      }
    }
  }

  /** Keys are seen by whoever sees commands, those of reading ones as well. */
  private void look(Collection<String> keys) {
    for (String secret : secrets) {
      if (keys.stream().anyMatch(key -> Disguises.shown(secret, key).isPresent())) {
        violations.add("a key shows what has to be hidden: " + secret);
      }
    }
  }
}
