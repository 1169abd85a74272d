package io.cloakroom.tck.servers;

import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.ScanPattern;
import java.time.Duration;
import java.util.Optional;

/** A real server, looked at through a connection of the kit's own. */
public class ServerUnderTest implements RedisUnderTest {

  private static final String FILL =
      "for i = 0, ARGV[2] - 1 do redis.call('SET', ARGV[1] .. string.format('%d', i), 'v') end";

  static final String CLEAR =
      """
      local cursor = '0'
      repeat
        local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', 1000)
        cursor = page[1]
        for _, key in ipairs(page[2]) do redis.call('DEL', key) end
      until cursor == '0'
      """;

  private final RedisServer server;
  private final RawRedis raw;

  public ServerUnderTest(RedisServer server) {
    this.server = server;
    this.raw = server.raw();
  }

  @Override
  public void putForeign(String key) {
    raw.call("RPUSH", key, "foreign");
  }

  @Override
  public TimeToLive timeToLive(String key) {
    return TimeToLive.ofPttl(raw.number("PTTL", key));
  }

  @Override
  public void fill(String prefix, int count) {
    raw.call("EVAL", FILL, "0", prefix, String.valueOf(count));
  }

  @Override
  public void letPass(Duration duration) {
    Await.elapsed(duration);
  }

  @Override
  public Optional<RedisServer> server() {
    return Optional.of(server);
  }

  @Override
  public String description() {
    return RedisServers.described(server, raw);
  }

  @Override
  public void clear(String prefix) {
    raw.call("EVAL", CLEAR, "0", ScanPattern.startingWith(prefix));
  }
}
