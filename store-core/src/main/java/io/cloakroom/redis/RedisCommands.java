package io.cloakroom.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The commands that a session store needs: the port to Redis that each client adapter implements.
 *
 * <p>To bring a client of your own, implement the nine abstract methods and run the technology
 * compatibility kit (module {@code cloakroom-tck}) against them; clauses P1 to P30 of the contract
 * say what each must do.
 *
 * <p><b>Asynchronous.</b> Every method answers with a stage and never blocks for longer than the
 * client itself does: an adapter of an asynchronous client completes it when the reply arrives; an
 * adapter of a blocking client returns a stage that is already complete. The stage always completes
 * within the client's configured timeout.
 *
 * <p><b>Order.</b> A call that is made once the stage of another has completed sees what that one
 * did. Calls that do not wait for each other may be carried out in any order: a client may send
 * them over several connections.
 *
 * <p><b>Failures.</b> A stage fails with a {@link RedisCommandException} and nothing else: {@link
 * RedisRefusedException}, {@link RedisTimeoutException} or {@link RedisUnreachableException}, with
 * the client's own exception as its cause. A stage that is derived from another wraps it in a
 * {@link java.util.concurrent.CompletionException}; {@link StageFailure#cause} takes that off.
 * Arguments that break a method's stated rules are an {@link IllegalArgumentException}, thrown by
 * the call itself, before anything is sent.
 *
 * <p><b>Data.</b> Keys are text, sent as UTF-8; values are bytes and come back unchanged. Arrays
 * and collections that are passed in or handed out are not kept or shared: the caller may change
 * them as soon as the call has returned, although its command may not have been sent by then. TTLs
 * are positive and exact to the millisecond; see {@link TimeToLive#toMillis}.
 *
 * <p>Implementations are safe for use by many threads at once. They do not close a client that was
 * handed to them.
 */
public interface RedisCommands {

  /**
   * Returns what the server calls a key: its text as UTF-8, unless the client's own settings put
   * something before it. Sends nothing. An encrypted record is bound to this name.
   */
  default byte[] keyOnServer(String key) {
    return key.getBytes(UTF_8);
  }

  /**
   * Returns whether the calling thread is one by which the client receives answers. Waiting for an
   * answer on it would never end, so {@code SessionStore.blocking()} refuses to. Sends nothing.
   */
  default boolean isOnReceivingThread() {
    return false;
  }

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
   * prefix* COUNT count TYPE string}), over every master of a cluster. A page may come from
   * several.
   *
   * <p>Every such key that exists from the first page to the last appears at least once; it may
   * appear more than once. A page may be empty although others follow.
   *
   * @param prefix taken literally, glob characters included; the empty prefix means all keys
   * @param cursor {@link ScanCursor#START}, or the cursor of the page before, which can be used
   *     once
   * @param count how many keys a server should look at for this page: a hint, at least 1
   */
  CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count);

  /**
   * Runs a script on the server ({@code EVALSHA}, and {@code EVAL} if the server does not know it
   * yet; callers see no difference).
   *
   * @param keys the keys that it touches, all on one slot
   * @param arguments what the script's own documentation says
   * @return the script's answer: a list of byte strings, possibly empty
   */
  CompletionStage<List<byte[]>> eval(RedisScript script, List<String> keys, List<byte[]> arguments);

  /**
   * Replaces a value only while it is the one that the caller read, and never creates a key. Unless
   * overridden, by {@link RedisScript#COMPARE_AND_SET}, which sends a digest of the expected value
   * and brings what it finds on a conflict in the same round trip.
   *
   * <p>Servers that compare by themselves ({@code SET key value IFEQ expected}: Valkey 8.1, Redis
   * 8.4 and later) need neither digest nor script. An adapter may use that; a conflict then costs
   * it a {@code GET}.
   *
   * @param ttl the remaining time that the key gets with this write; empty: no expiry
   * @throws IllegalArgumentException if the TTL is not one that {@link TimeToLive#toMillis} accepts
   */
  default CompletionStage<CompareAndSet.Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return CompareAndSet.run(this, key, expected, value, ttl);
  }

  /**
   * Removes a key only while its value is the one that the caller read. Unless overridden, by
   * {@link RedisScript#COMPARE_AND_DELETE}.
   *
   * @see #compareAndSet
   */
  default CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
    return CompareAndSet.delete(this, key, expected);
  }
}
