package io.cloakroom.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

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
   * Reads a value, and gives its key a new TTL only if less than a given minimum is left: so a
   * session is read whose TTL is not reset each time.
   *
   * <p>Key: the key. Arguments: the least TTL and the new one, in milliseconds. Answer: the value,
   * the TTL that the key has now and the one that it had before, in milliseconds, -1 for none; or
   * an empty list where the key does not exist. A key without TTL gets one, unless the least is -1:
   * then nothing is changed.
   */
  GET_AND_PROLONG(
      """
      local value = redis.call('GET', KEYS[1])
      if not value then return {} end
      local left = redis.call('PTTL', KEYS[1])
      local before = string.format('%.0f', left)
      if left < tonumber(ARGV[1]) then
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return {value, ARGV[2], before}
      end
      return {value, before, before}
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
   * <p>Keys: the key; and, if wanted, another that becomes the empty string when the first is
   * removed. Arguments: the SHA-1 of the expected value in lower-case hexadecimal; and, with a
   * second key, its TTL in milliseconds. Answer: {@code 1} where the key was removed; {@code 0} and
   * the value found where it was another; an empty list where the key does not exist.
   */
  COMPARE_AND_DELETE(
      """
      local value = redis.call('GET', KEYS[1])
      if not value then return {} end
      if redis.sha1hex(value) ~= ARGV[1] then return {'0', value} end
      redis.call('DEL', KEYS[1])
      if KEYS[2] then redis.call('SET', KEYS[2], '', 'PX', ARGV[2]) end
      return {'1'}
      """),

  /**
   * Removes a key, whatever its value, and sets another to the empty string, whether or not the
   * first was there.
   *
   * <p>Keys: the key; the other, in the same slot. Argument: the TTL of the other in milliseconds.
   * Answer: {@code 1} where the key was there, {@code 0} where it was not.
   */
  DELETE_AND_MARK(
      """
      redis.call('SET', KEYS[2], '', 'PX', ARGV[1])
      return {string.format('%.0f', redis.call('DEL', KEYS[1]))}
      """),

  /**
   * Enters a member into an index, and removes members whose time is over. The key expires with its
   * last member. Time is the server's.
   *
   * <p>Key: the index, a sorted set by the time in milliseconds until which a member is in it. If
   * the time has half a millisecond more, the member stays until then: it was entered as beginning
   * while it was there already, so {@link #INDEX_REMOVE} can't know whether it has ended.
   * Arguments: the member; for how many milliseconds it is in it at least; {@code 1} where it
   * begins, or the empty string. Answer: an empty list.
   */
  INDEX_ADD(IndexLua.INDEX_ADD),

  /**
   * Removes members from an index whose sessions have ended, except those that {@linkplain
   * #INDEX_ADD stay}.
   *
   * <p>Key: the index, as {@link #INDEX_ADD} keeps it. Arguments: the members. Answer: an empty
   * list.
   */
  INDEX_REMOVE(IndexLua.INDEX_REMOVE),

  /**
   * Reads an index. Time is the server's.
   *
   * <p>Key: the index, as {@link #INDEX_ADD} keeps it. No arguments. Answer: its members.
   */
  INDEX_READ(IndexLua.INDEX_READ),

  /**
   * Enters a session into an index of ends, or enters it again. Time is the server's. What is left
   * of the index expires a week after the last time in it. Times that a session is entered with are
   * never a whole number of milliseconds, and those of {@link #ENDS_CLAIM} are: so nobody takes one
   * for the other.
   *
   * <p>Keys: the index, a sorted set of sessions by the time in milliseconds at which to look
   * whether they have ended; a hash of what is known of each, in the same slot. Arguments: what
   * names the session; in how many milliseconds to look; what is known of it; {@code 1} to enter it
   * in any case, or the empty string to leave a session alone whose end is {@linkplain #ENDS_MARK
   * announced}. Answer: an empty list.
   */
  ENDS_ENTER(IndexLua.ENDS_ENTER),

  /**
   * Notes in an index of ends that the application is about to end sessions, so that they don't
   * count as expired; or takes that back; or takes sessions out of it. Time is the server's.
   *
   * <p>Keys: as of {@link #ENDS_ENTER}. Arguments: {@code announce}, {@code withdraw} or {@code
   * remove}; in how many milliseconds to look whether an announced end has come; what names each
   * session. Answer: for each session, {@code 1} if its entry was changed so, {@code 2} if its end
   * had been announced before, {@code 0} if it has no entry, or none to withdraw.
   */
  ENDS_MARK(IndexLua.ENDS_MARK),

  /**
   * Takes some sessions of an index of ends for a while: those at which it is time to look. Nobody
   * else can take them meanwhile. Time is the server's.
   *
   * <p>Keys: as of {@link #ENDS_ENTER}. Arguments: for how many milliseconds; how many sessions at
   * most. Answer: an empty list where there is none; or until when they are taken, as a number, and
   * of each what names it, and what is known of it: after {@code -} where the application has
   * announced its end, else after {@code +}.
   */
  ENDS_CLAIM(IndexLua.ENDS_CLAIM),

  /**
   * Says what is to become of sessions that were {@linkplain #ENDS_CLAIM taken}. Sessions that
   * somebody else has taken or changed since are left alone. Time is the server's.
   *
   * <p>Keys: as of {@link #ENDS_ENTER}. Arguments: until when they are taken; and of each what
   * names it, and what to do: {@code keep} it, {@code remove} it, or look again in so many
   * milliseconds. Answer: what names the sessions that nobody else has taken or changed.
   */
  ENDS_SETTLE(IndexLua.ENDS_SETTLE);

  private final String source;
  private final String sha1;

  RedisScript(String source) {
    this.source = source;
    this.sha1 = Sha1.hex(source.getBytes(UTF_8));
  }

  /** Returns the script's Lua source. */
  public String source() {
    return source;
  }

  /**
   * Returns the SHA-1 of the source in lower-case hexadecimal, by which {@code EVALSHA} names it.
   */
  public String sha1() {
    return sha1;
  }

  /** Returns whether running it twice does no harm, so that it may be sent again. */
  public boolean isRepeatable() {
    return switch (this) {
      case GET_AND_EXPIRE,
          GET_AND_PROLONG,
          INDEX_ADD,
          INDEX_READ,
          ENDS_ENTER,
          ENDS_MARK,
          ENDS_CLAIM,
          ENDS_SETTLE ->
          true;
      case COMPARE_AND_SET, COMPARE_AND_DELETE, DELETE_AND_MARK, INDEX_REMOVE -> false;
    };
  }
}
