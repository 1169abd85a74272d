package io.cloakroom.tck.servers;

import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.ScanPattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cluster, or servers that Sentinels watch, looked at through the master that is in charge. */
final class TopologyUnderTest implements RedisUnderTest {

  /** Below what Lua can unpack. */
  private static final int KEYS_PER_CALL = 5_000;

  private static final String FILL = "for i = 1, #ARGV do redis.call('SET', ARGV[i], 'v') end";

  private final RedisTopology topology;

  TopologyUnderTest(RedisTopology topology) {
    this.topology = topology;
  }

  @Override
  public void putForeign(String key) {
    try (RawRedis raw = topology.masterOf(key).raw()) {
      raw.call("RPUSH", key, "foreign");
    }
  }

  @Override
  public TimeToLive timeToLive(String key) {
    try (RawRedis raw = topology.masterOf(key).raw()) {
      return TimeToLive.ofPttl(raw.number("PTTL", key));
    }
  }

  @Override
  public void fill(String prefix, int count) {
    for (int first = 0; first < count; first += KEYS_PER_CALL) {
      int end = Math.min(count, first + KEYS_PER_CALL);
      List<String> keys = IntStream.range(first, end).mapToObj(i -> prefix + i).toList();
      topology.byMaster(keys).forEach(TopologyUnderTest::fill);
    }
  }

  @Override
  public void letPass(Duration duration) {
    Await.elapsed(duration);
  }

  @Override
  public Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  public List<RedisServer> servers() {
    return topology.masters();
  }

  @Override
  public URI uri() {
    return topology.uri();
  }

  @Override
  public String description() {
    List<RedisServer> masters = topology.masters();
    try (RawRedis raw = masters.get(0).raw()) {
      return "%s, %s times".formatted(RedisServers.described(masters.get(0), raw), masters.size());
    }
  }

  @Override
  public void clear(String prefix) {
    for (RedisServer master : topology.masters()) {
      try (RawRedis raw = master.raw()) {
        raw.call("EVAL", ServerUnderTest.CLEAR, "0", ScanPattern.startingWith(prefix));
      }
    }
  }

  private static void fill(RedisServer master, List<String> keys) {
    try (RawRedis raw = master.raw()) {
      raw.call(Stream.concat(Stream.of("EVAL", FILL, "0"), keys.stream()).toArray());
    }
  }
}
