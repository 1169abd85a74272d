package io.cloakroom.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The few things that a session store asks of Redis: the port that each client adapter implements.
 *
 * <p>To bring a client of your own, implement these nine methods and run the technology
 * compatibility kit (module {@code cloakroom-tck}) against them; clauses P1 to P23 of the contract
 * say what each must do.
 *
 * <p><b>Asynchronous.</b> Every method answers with a stage and never blocks for longer than the
 * client itself does: an adapter of an asynchronous client completes it when the reply arrives; an
 * adapter of a blocking client returns a stage that is already complete. The stage is completed
 * within the client's configured timeout, come what may.
 *
 * <p><b>Failures.</b> A stage fails with a {@link RedisCommandException} and nothing else: {@link
 * RedisRefusedException}, {@link RedisTimeoutException} or {@link RedisUnreachableException}, with
 * the client's own exception as its cause. Arguments that break a method's stated rules are an
 * {@link IllegalArgumentException}, thrown by the call itself, before anything is sent.
 *
 * <p><b>Data.</b> Keys are text, sent as UTF-8; values are bytes and come back unchanged. Arrays
 * that are passed in or handed out are not kept or shared, so either side may change them
 * afterwards. TTLs are positive and exact to the millisecond; see {@link TimeToLive#toMillis}.
 *
 * <p>Implementations are safe for use by many threads at once. They do not close a client that was
 * handed to them.
 */
public interface RedisCommands {

  /**
   * Reads a value ({@code GET}).
   *
   * @return the value; empty where the key does not exist
   */
  CompletionStage<Optional<byte[]>> get(String key);

  /**
   * Reads a value and, in the same round trip, gives its key a new TTL ({@code GETEX key PX ttl};
   * on a server without it {@link RedisScript#GET_AND_EXPIRE}).
   *
   * @param ttl the new remaining time, more than zero
   * @return the value; empty where the key does not exist, and then nothing is created
   */
  CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl);

  /**
   * Reads several values ({@code MGET}; in a cluster one per slot).
   *
   * @param keys the keys, on any slots; none of them means no command
   * @return one entry for each key, in the order asked for; empty where the key does not exist or
   *     holds something other than a string
   */
  CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys);

  /**
   * Writes a value together with its TTL, in one command ({@code SET key value [NX|XX] [PX ttl]}).
   * A write without a TTL removes an earlier one.
   *
   * @return whether the value was written: always true for {@link SetOptions#always()}, otherwise
   *     whether the condition held
   */
  CompletionStage<Boolean> set(String key, byte[] value, SetOptions options);

  /**
   * Gives a key a new TTL ({@code PEXPIRE}).
   *
   * @param ttl the new remaining time, more than zero
   * @return false where the key does not exist, and then nothing is created
   */
  CompletionStage<Boolean> expire(String key, Duration ttl);

  /** Asks how long a key has left to live ({@code PTTL}). */
  CompletionStage<TimeToLive> timeToLive(String key);

  /**
   * Removes keys ({@code DEL}; in a cluster one per slot).
   *
   * @param keys the keys, on any slots; none of them means no command
   * @return how many of them existed
   */
  CompletionStage<Long> delete(Collection<String> keys);

  /**
   * Reads one page of the keys that hold a string and begin with a prefix ({@code SCAN cursor MATCH
   * prefix* COUNT count TYPE string}), over every master of a cluster, one after another.
   *
   * <p>Every such key that exists from the first page to the last appears at least once; it may
   * appear more than once. A page may be empty although others follow.
   *
   * @param prefix taken literally, glob characters included ({@link ScanPattern#startingWith}); the
   *     empty prefix means all keys
   * @param cursor {@link ScanCursor#START}, or the cursor of the page before, which can be used
   *     once
   * @param count how many keys the server should look at for this page: a hint, at least 1
   */
  CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count);

  /**
   * Runs a script on the server ({@code EVALSHA}, and {@code EVAL} where the server does not know
   * it yet, which nobody sees).
   *
   * @param keys the keys that it touches, all on one slot
   * @param arguments what the script's own documentation says
   * @return the script's answer: a list of byte strings, possibly empty
   */
  CompletionStage<List<byte[]>> eval(RedisScript script, List<String> keys, List<byte[]> arguments);
}
