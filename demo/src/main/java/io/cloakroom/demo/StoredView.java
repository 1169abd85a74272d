package io.cloakroom.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What Redis holds for a session, read past the store and the log.
 *
 * @param key the key
 * @param value its value as indented JSON; empty where there is none
 * @param ttl what the key has left to live
 */
record StoredView(String key, Optional<String> value, TimeToLive ttl) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Reads it, by a GET and a PTTL. */
  static StoredView read(RedisCommands commands, String key) {
    return new StoredView(
        key,
        commands.get(key).toCompletableFuture().join().map(StoredView::pretty),
        commands.timeToLive(key).toCompletableFuture().join());
  }

  private static String pretty(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    try {
      return JSON.writeValueAsString(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** The TTL in words. */
  String ttlText() {
    if (ttl instanceof TimeToLive.Remaining remaining) {
      Duration left = remaining.duration();
      return String.format(
          Locale.ROOT,
          "%d h %02d min %02d s",
          left.toHours(),
          left.toMinutesPart(),
          left.toSecondsPart());
    }
    return ttl instanceof TimeToLive.Unlimited ? "never expires" : "no such key";
  }
}
