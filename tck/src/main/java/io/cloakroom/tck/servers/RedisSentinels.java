package io.cloakroom.tck.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A primary and its replica, watched by three Sentinels of which two decide. */
public final class RedisSentinels implements RedisTopology {

  /** What the Sentinels call the primary. */
  public static final String NAME = "main";

  private static final int SENTINELS = 3;

  private final ReplicaPair pair = ReplicaPair.prepared();
  private final ServerGroup sentinels;

  private RedisSentinels() {
    List<ServerAddress> addresses = ServerAddress.forCluster(SENTINELS);
    List<String> ids = IntStream.range(0, SENTINELS).mapToObj(i -> NodeId.random()).toList();
    this.sentinels =
        new ServerGroup(
            IntStream.range(0, SENTINELS)
                .mapToObj(i -> configuration(pair, addresses, ids, i))
                .map(RedisServers::program)
                .toList());
  }

  private static final class Shared {
    static final RedisSentinels SENTINELS = start();
  }

  /** The set-up that the tests of this JVM share, which have to heal it. */
  public static RedisSentinels shared() {
    return Shared.SENTINELS;
  }

  /** Starts all five, and returns when the Sentinels know of the others. */
  public static RedisSentinels start() {
    RedisSentinels started = new RedisSentinels();
    try {
      started.pair.start();
      started.sentinels.start();
      started.heal();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /**
   * {@code redis-sentinel://host:port,host:port,host:port#main}, the form that Lettuce reads; since
   * there are several hosts, see {@link URI#getAuthority} and {@link URI#getFragment}.
   */
  @Override
  public URI uri() {
    String hosts = sentinelUris().stream().map(URI::getAuthority).collect(Collectors.joining(","));
    return URI.create("redis-sentinel://" + hosts + "#" + NAME);
  }

  /** The addresses of the Sentinels that run. */
  public List<URI> sentinelUris() {
    return sentinels.running().map(RedisServer::uri).toList();
  }

  /** The primary on which all Sentinels agree, and which says so itself; waits until they do. */
  public RedisServer primary() {
    List<RedisServer> found = new ArrayList<>();
    Await.until(
        "the Sentinels agree on a primary",
        () -> {
          agreed().ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  private Optional<RedisServer> agreed() {
    List<Optional<Integer>> said =
        sentinels
            .running()
            .map(each -> ServerGroup.askOne(each, RedisSentinels::primaryPort))
            .distinct()
            .toList();
    return said.size() == 1
        ? said.get(0).map(pair.servers()::onPort).filter(ReplicaPair::isPrimary)
        : Optional.empty();
  }

  @Override
  public void failOver(String key) {
    RedisServer before = primary();
    sentinels.ask(raw -> Optional.ofNullable(raw.call("SENTINEL", "FAILOVER", NAME)));
    Await.until("the Sentinels have promoted the replica", () -> primary() != before);
    // what a Sentinel takes some seconds to do; until then the old one takes writes and loses them
    ReplicaPair.demote(before, primary());
  }

  @Override
  public List<RedisServer> masters() {
    return List.of(primary());
  }

  @Override
  public Map<RedisServer, List<String>> byMaster(Collection<String> keys) {
    return Map.of(primary(), List.copyOf(keys));
  }

  @Override
  public Predicate<String> keysOf(RedisServer master) {
    return key -> true;
  }

  @Override
  public RedisServer replicaOf(RedisServer master) {
    return pair.otherThan(master);
  }

  @Override
  public void awaitReplication() {
    Replication.await(primary());
  }

  @Override
  public void heal() {
    sentinels.start();
    pair.join(primary());
    Await.until(
        "the Sentinels see a primary with its replica",
        () -> pair.isWhole() && sentinels.servers().stream().allMatch(this::knowsTheOthers));
  }

  @Override
  public void close() {
    sentinels.close();
    pair.close();
  }

  private boolean knowsTheOthers(RedisServer sentinel) {
    return ServerGroup.askOne(
            sentinel,
            raw -> {
              String info = raw.text("INFO", "sentinel");
              return Optional.of(
                  info.contains("status=ok")
                      && info.contains("slaves=1")
                      && info.contains("sentinels=" + SENTINELS));
            })
        .orElse(false);
  }

  private static Optional<Integer> primaryPort(RawRedis raw) {
    List<?> address = (List<?>) raw.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME);
    return Optional.ofNullable(address)
        .map(found -> Integer.valueOf(new String((byte[]) found.get(1), UTF_8)));
  }

  private static ProgramSetup configuration(
      ReplicaPair pair, List<ServerAddress> addresses, List<String> ids, int self) {
    List<String> lines = new ArrayList<>();
    lines.add("sentinel myid " + ids.get(self));
    lines.add("sentinel monitor %s 127.0.0.1 %s 2".formatted(NAME, ReplicaPair.port(pair.first())));
    lines.add("sentinel down-after-milliseconds %s 2000".formatted(NAME));
    lines.add("sentinel failover-timeout %s 5000".formatted(NAME));
    String replica = ReplicaPair.port(pair.otherThan(pair.first()));
    lines.add("sentinel known-replica %s 127.0.0.1 %s".formatted(NAME, replica));
    for (int i = 0; i < addresses.size(); i++) {
      if (i != self) {
        lines.add(
            "sentinel known-sentinel %s 127.0.0.1 %s %s"
                .formatted(NAME, addresses.get(i).port(), ids.get(i)));
      }
    }
    return ProgramSetup.sentinel(addresses.get(self), String.join("\n", lines) + "\n");
  }
}
