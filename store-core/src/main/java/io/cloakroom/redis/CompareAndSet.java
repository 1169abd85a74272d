package io.cloakroom.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Replaces a value by script only while it is the one that the caller read, in one round trip: the
 * old value travels as its SHA-1 digest, and on a conflict the answer brings the value that was
 * found, so that the caller need not ask for it. {@link RedisCommands#compareAndSet} is how to call
 * it; where the server can, that compares without a script.
 *
 * <p>The digest tells apart values that one application wrote; it is no defence against somebody
 * who can write to Redis anyway.
 */
public final class CompareAndSet {

  private CompareAndSet() {}

  /** How a write ended. */
  public sealed interface Outcome {}

  /** The value was the expected one, and has been replaced or removed. */
  public record Applied() implements Outcome {}

  /** The key does not exist; nothing was written. */
  public record Missing() implements Outcome {}

  /**
   * The value was another; nothing was written.
   *
   * @param found the value that is there
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  public record Conflict(byte[] found) implements Outcome {}

  /**
   * Replaces {@code expected} by {@code value}.
   *
   * @param ttl the remaining time that the key gets with this write; empty: no expiry
   * @throws IllegalArgumentException if the TTL is not one that {@link TimeToLive#toMillis} accepts
   */
  public static CompletionStage<Outcome> run(
      RedisCommands commands, String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return commands
        .eval(RedisScript.COMPARE_AND_SET, List.of(key), arguments(expected, value, ttl))
        .thenApply(CompareAndSet::outcome);
  }

  /** Removes the key if its value is {@code expected}. */
  public static CompletionStage<Outcome> delete(
      RedisCommands commands, String key, byte[] expected) {
    return commands
        .eval(RedisScript.COMPARE_AND_DELETE, List.of(key), arguments(expected))
        .thenApply(CompareAndSet::outcome);
  }

  /**
   * Removes the key if its value is {@code expected}, and sets another to the empty string.
   *
   * @param marker a key in the same slot
   * @param ttl how long it lives
   */
  public static CompletionStage<Outcome> deleteAndMark(
      RedisCommands commands, String key, byte[] expected, String marker, Duration ttl) {
    return commands
        .eval(
            RedisScript.COMPARE_AND_DELETE,
            List.of(key, marker),
            List.of(digest(expected), Long.toString(TimeToLive.toMillis(ttl)).getBytes(UTF_8)))
        .thenApply(CompareAndSet::outcome);
  }

  /** Returns the arguments of {@link RedisScript#COMPARE_AND_SET}. */
  public static List<byte[]> arguments(byte[] expected, byte[] value, Optional<Duration> ttl) {
    String millis = ttl.isPresent() ? Long.toString(TimeToLive.toMillis(ttl.get())) : "";
    return List.of(digest(expected), value, millis.getBytes(UTF_8));
  }

  /** Returns the arguments of {@link RedisScript#COMPARE_AND_DELETE} with one key. */
  public static List<byte[]> arguments(byte[] expected) {
    return List.of(digest(expected));
  }

  private static byte[] digest(byte[] expected) {
    return Sha1.hex(expected).getBytes(UTF_8);
  }

  /** Returns what the answer of either script means. */
  public static Outcome outcome(List<byte[]> answer) {
    return switch (answer.size()) {
      case 0 -> new Missing();
      case 1 -> new Applied();
      default -> new Conflict(answer.get(1));
    };
  }
}
