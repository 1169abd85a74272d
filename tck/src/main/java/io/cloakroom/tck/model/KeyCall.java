package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A call on the one key of a {@link KeyRace}. Values are numbers, each of which is written once; 0
 * stands for no value.
 *
 * @param expected which value a comparison expects
 * @param value which value is written
 */
record KeyCall(Kind kind, int expected, int value) {

  private static final Duration TTL = Duration.ofHours(1);

  /** What is called. */
  enum Kind {
    GET,
    MULTI_GET,
    GET_AND_EXPIRE,
    EXPIRE,
    TIME_TO_LIVE,
    SET,
    SET_IF_ABSENT,
    SET_IF_PRESENT,
    COMPARE_AND_SET,
    COMPARE_AND_DELETE,
    DELETE
  }

  /**
   * Calls it.
   *
   * @return what it answered, as {@link #answer} says it
   */
  CompletionStage<String> on(RedisCommands port, String key) {
    return switch (kind) {
      case GET -> port.get(key).thenApply(KeyCall::read);
      case MULTI_GET -> port.multiGet(List.of(key)).thenApply(read -> read(read.get(0)));
      case GET_AND_EXPIRE -> port.getAndExpire(key, TTL).thenApply(KeyCall::read);
      case EXPIRE -> port.expire(key, TTL).thenApply(String::valueOf);
      case TIME_TO_LIVE ->
          port.timeToLive(key).thenApply(left -> "" + !(left instanceof TimeToLive.Missing));
      case SET -> port.set(key, bytes(value), SetOptions.always()).thenApply(String::valueOf);
      case SET_IF_ABSENT ->
          port.set(key, bytes(value), SetOptions.ifAbsent()).thenApply(String::valueOf);
      case SET_IF_PRESENT ->
          port.set(key, bytes(value), SetOptions.ifPresent()).thenApply(String::valueOf);
      case COMPARE_AND_SET ->
          port.compareAndSet(key, bytes(expected), bytes(value), Optional.of(TTL))
              .thenApply(KeyCall::outcome);
      case COMPARE_AND_DELETE ->
          port.compareAndDelete(key, bytes(expected)).thenApply(KeyCall::outcome);
      case DELETE -> port.delete(List.of(key)).thenApply(String::valueOf);
    };
  }

  /** What it must answer where a value is there. */
  String answer(int there) {
    return switch (kind) {
      case GET, MULTI_GET, GET_AND_EXPIRE -> there == 0 ? "nothing" : "value " + there;
      case EXPIRE, TIME_TO_LIVE, SET_IF_PRESENT -> "" + (there != 0);
      case SET -> "true";
      case SET_IF_ABSENT -> "" + (there == 0);
      case COMPARE_AND_SET, COMPARE_AND_DELETE ->
          there == 0 ? "missing" : there == expected ? "applied" : "conflict with value " + there;
      case DELETE -> there == 0 ? "0" : "1";
    };
  }

  /** Which value is there afterwards. */
  int left(int there) {
    return switch (kind) {
      case GET, MULTI_GET, GET_AND_EXPIRE, EXPIRE, TIME_TO_LIVE -> there;
      case SET -> value;
      case SET_IF_ABSENT -> there == 0 ? value : there;
      case SET_IF_PRESENT -> there == 0 ? 0 : value;
      case COMPARE_AND_SET -> there != 0 && there == expected ? value : there;
      case COMPARE_AND_DELETE -> there == expected ? 0 : there;
      case DELETE -> 0;
    };
  }

  /** Which value is known to be there after an answer, for the next comparison; 0 if none is. */
  int known(String answer) {
    if (answer.startsWith("value ") || answer.startsWith("conflict with value ")) {
      return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }
    return answer.equals("true") || answer.equals("applied") ? value : 0;
  }

  static byte[] bytes(int value) {
    return Integer.toString(value).getBytes(US_ASCII);
  }

  private static String read(Optional<byte[]> value) {
    return value.map(bytes -> "value " + text(bytes)).orElse("nothing");
  }

  private static String outcome(CompareAndSet.Outcome outcome) {
    if (outcome instanceof CompareAndSet.Conflict conflict) {
      return "conflict with value " + text(conflict.found());
    }
    return outcome instanceof CompareAndSet.Applied ? "applied" : "missing";
  }

  private static String text(byte[] bytes) {
    return new String(bytes, US_ASCII);
  }
}
