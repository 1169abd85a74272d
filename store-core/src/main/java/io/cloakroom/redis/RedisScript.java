package io.cloakroom.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The Lua scripts that the store uses, all of them. What needs more than one step in Redis is one
 * of these. Each answers with a list of byte strings.
 *
 * @see RedisCommands#eval
 */
public enum RedisScript {

  /**
   * Reads a value and gives its key a new TTL: what {@code GETEX} does, for servers that lack it.
   *
   * <p>Key: the key. Argument: the TTL in milliseconds. Answer: the value, or an empty list where
   * the key does not exist.
   */
  GET_AND_EXPIRE(
      """
      local value = redis.call('GET', KEYS[1])
      if not value then return {} end
      redis.call('PEXPIRE', KEYS[1], ARGV[1])
      return {value}
      """),

  /**
   * Reads a value, and gives its key a new TTL only if less than a least one is left: how a session
   * is read whose TTL is not to be moved each time.
   *
   * <p>Key: the key. Arguments: the least TTL and the new one, in milliseconds. Answer: the value
   * and the TTL that the key has now, in milliseconds; or an empty list where the key does not
   * exist. A key without TTL gets one.
   */
  GET_AND_PROLONG(
      """
      local value = redis.call('GET', KEYS[1])
      if not value then return {} end
      local left = redis.call('PTTL', KEYS[1])
      if left < tonumber(ARGV[1]) then
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return {value, ARGV[2]}
      end
      return {value, string.format('%.0f', left)}
      """),

  /**
   * Replaces a value if it is still the one that the caller knows by its digest. See {@link
   * CompareAndSet}, which is how to call it.
   *
   * <p>Key: the key. Arguments: the SHA-1 of the expected value in lower-case hexadecimal; the new
   * value; the TTL in milliseconds, or the empty string for none. Answer: {@code 1} where the value
   * was replaced; {@code 0} and the value found where it was another; an empty list where the key
   * does not exist, and then nothing is created.
   */
  COMPARE_AND_SET(
      """
      local value = redis.call('GET', KEYS[1])
      if not value then return {} end
      if redis.sha1hex(value) ~= ARGV[1] then return {'0', value} end
      if ARGV[3] == '' then
        redis.call('SET', KEYS[1], ARGV[2])
      else
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
      end
      return {'1'}
      """),

  /**
   * Removes a key if its value is still the one that the caller knows by its digest. See {@link
   * CompareAndSet#delete}, which is how to call it.
   *
   * <p>Key: the key. Argument: the SHA-1 of the expected value in lower-case hexadecimal. Answer:
   * {@code 1} where the key was removed; {@code 0} and the value found where it was another; an
   * empty list where the key does not exist.
   */
  COMPARE_AND_DELETE(
      """
      local value = redis.call('GET', KEYS[1])
      if not value then return {} end
      if redis.sha1hex(value) ~= ARGV[1] then return {'0', value} end
      redis.call('DEL', KEYS[1])
      return {'1'}
      """),

  /**
   * Enters a member into an index, and drops what is in it no longer. The key expires with its last
   * member. Time is the server's.
   *
   * <p>Key: the index, a sorted set by the time in milliseconds until which a member is in it.
   * Arguments: the member; for how many milliseconds it is in it at least. Answer: an empty list.
   */
  INDEX_ADD(
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local ends = now + ARGV[2]
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
      local before = redis.call('ZSCORE', KEYS[1], ARGV[1])
      if not before or tonumber(before) < ends then
        redis.call('ZADD', KEYS[1], string.format('%.0f', ends), ARGV[1])
      end
      local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
      redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last[2]))
      return {}
      """),

  /**
   * Reads an index. Time is the server's.
   *
   * <p>Key: the index, as {@link #INDEX_ADD} keeps it. No arguments. Answer: its members.
   */
  INDEX_READ(
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
      """);

  private final String source;
  private final String sha1;

  RedisScript(String source) {
    this.source = source;
    this.sha1 = sha1Hex(source.getBytes(UTF_8));
  }

  /** The script's Lua source. */
  public String source() {
    return source;
  }

  /** The SHA-1 of the source in lower-case hexadecimal, by which {@code EVALSHA} names it. */
  public String sha1() {
    return sha1;
  }

  /** Whether it can be run twice without harm, so that it may be tried again. */
  boolean isRepeatable() {
    return switch (this) {
      case GET_AND_EXPIRE, GET_AND_PROLONG, INDEX_ADD, INDEX_READ -> true;
      case COMPARE_AND_SET, COMPARE_AND_DELETE -> false;
    };
  }

  static String sha1Hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
