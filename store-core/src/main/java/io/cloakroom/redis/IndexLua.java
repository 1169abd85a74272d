package io.cloakroom.redis;

/** The text of the scripts that keep an index; {@link RedisScript} says what each does. */
final class IndexLua {

  /** The server's time in milliseconds. */
  private static final String NOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      """;

  /** Lets an index of ends expire a week after the last time in it. */
  private static final String EXPIRE_ENDS =
      """
      local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
      if last[2] then
        local gone = string.format('%.0f', last[2] + 604800000)
        redis.call('PEXPIREAT', KEYS[1], gone)
        redis.call('PEXPIREAT', KEYS[2], gone)
      end
      """;

  static final String INDEX_ADD =
      NOW
          + """
      local ends = now + ARGV[2]
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
      local before = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or '0')
      if before > 0 and (ARGV[3] == '1' or before % 1 > 0) then ends = ends + 0.5 end
      if before < ends then
        redis.call('ZADD', KEYS[1], string.format('%.1f', ends), ARGV[1])
      end
      local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
      redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', math.ceil(last[2])))
      return {}
      """;

  static final String INDEX_REMOVE =
      """
      for _, member in ipairs(ARGV) do
        local ends = redis.call('ZSCORE', KEYS[1], member)
        if ends and tonumber(ends) % 1 == 0 then redis.call('ZREM', KEYS[1], member) end
      end
      return {}
      """;

  static final String INDEX_READ =
      NOW
          + """
      return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
      """;

  static final String ENDS_ENTER =
      """
      local known = redis.call('HGET', KEYS[2], ARGV[1])
      if ARGV[4] == '' and known and string.sub(known, 1, 1) == '-' then return {} end
      """
          + NOW
          + """
      redis.call('ZADD', KEYS[1], string.format('%.1f', now + ARGV[2] - 0.5), ARGV[1])
      redis.call('HSET', KEYS[2], ARGV[1], '+' .. ARGV[3])
      """
          + EXPIRE_ENDS
          + """
      return {}
      """;

  static final String ENDS_MARK =
      NOW
          + """
      local answer = {}
      for i = 3, #ARGV do
        local known = redis.call('HGET', KEYS[2], ARGV[i])
        local announced = known and string.sub(known, 1, 1) == '-'
        local done = '0'
        if ARGV[1] == 'remove' then
          if known then done = '1' end
          redis.call('ZREM', KEYS[1], ARGV[i])
          redis.call('HDEL', KEYS[2], ARGV[i])
        elseif known and ARGV[1] == 'announce' then
          done = announced and '2' or '1'
          redis.call('HSET', KEYS[2], ARGV[i], '-' .. string.sub(known, 2))
          redis.call('ZADD', KEYS[1], string.format('%.1f', now + ARGV[2] - 0.5), ARGV[i])
        elseif announced and ARGV[1] == 'withdraw' then
          done = '1'
          redis.call('HSET', KEYS[2], ARGV[i], '+' .. string.sub(known, 2))
        end
        answer[#answer + 1] = done
      end
      return answer
      """;

  static final String ENDS_CLAIM =
      NOW
          + """
      local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now),
          'LIMIT', 0, ARGV[2])
      if #due == 0 then return {} end
      local lease = string.format('%.0f', now + ARGV[1])
      local answer = {lease}
      for _, session in ipairs(due) do
        redis.call('ZADD', KEYS[1], lease, session)
        answer[#answer + 1] = session
        answer[#answer + 1] = redis.call('HGET', KEYS[2], session) or '+'
      end
      return answer
      """;

  static final String ENDS_SETTLE =
      NOW
          + """
      local answer = {}
      for i = 2, #ARGV, 2 do
        local session = ARGV[i]
        local action = ARGV[i + 1]
        local score = redis.call('ZSCORE', KEYS[1], session)
        if score and tonumber(score) == tonumber(ARGV[1]) then
          answer[#answer + 1] = session
          if action == 'remove' then
            redis.call('ZREM', KEYS[1], session)
            redis.call('HDEL', KEYS[2], session)
          elseif action ~= 'keep' then
            local known = redis.call('HGET', KEYS[2], session) or '+'
            redis.call('HSET', KEYS[2], session, '+' .. string.sub(known, 2))
            redis.call('ZADD', KEYS[1], string.format('%.1f', now + action - 0.5), session)
          end
        end
      end
      """
          + EXPIRE_ENDS
          + """
      return answer
      """;

  private IndexLua() {}
}
