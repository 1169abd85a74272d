package io.cloakroom.tck.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.adapter.HashSlot;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of masters that share the slots evenly, each with one replica.
 *
 * <p>The nodes are started with the knowledge that a running cluster has written to its {@code
 * nodes.conf}, so that they need not find each other first: a cluster is up in two to three
 * seconds, most of which a master waits before it takes writes.
 */
public final class RedisCluster implements RedisTopology {

  /** How many slots a cluster has. */
  private static final int SLOTS = 16_384;

  private final ServerGroup nodes;
  private final int masters;

  private RedisCluster(int masters) {
    this.masters = masters;
    this.nodes = new ServerGroup(servers(masters, master -> slots(master, masters)));
  }

  /** Masters and then their replicas, which know each other. */
  private static List<ProgramServer> servers(int masters, IntFunction<String> slots) {
    List<ServerAddress> addresses = ServerAddress.forCluster(2 * masters);
    List<String> ids = IntStream.range(0, 2 * masters).mapToObj(i -> NodeId.random()).toList();
    List<ProgramServer> servers = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      String known = nodesConf(addresses, ids, i, slots);
      servers.add(RedisServers.program(ProgramSetup.clusterNode(addresses.get(i), known)));
    }
    return servers;
  }

  private static final class Shared {
    static final RedisCluster CLUSTER = start(3);
  }

  /** The cluster of three masters that the tests of this JVM share, which have to heal it. */
  public static RedisCluster shared() {
    return Shared.CLUSTER;
  }

  /**
   * Starts a cluster, and returns when it takes commands.
   *
   * @param masters how many; each gets one replica, and a majority is needed for a failover
   */
  public static RedisCluster start(int masters) {
    RedisCluster cluster = new RedisCluster(masters);
    try {
      cluster.heal();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The address of one node that runs. */
  @Override
  public URI uri() {
    return uris().get(0);
  }

  /** The addresses of all nodes that run. */
  public List<URI> uris() {
    return nodes.running().map(RedisServer::uri).toList();
  }

  @Override
  public List<RedisServer> masters() {
    return view().masters().stream().map(node -> nodes.onPort(node.port())).toList();
  }

  @Override
  public Map<RedisServer, List<String>> byMaster(Collection<String> keys) {
    ClusterView view = view();
    return keys.stream()
        .collect(Collectors.groupingBy(key -> nodes.onPort(view.masterOf(slotOf(key)).port())));
  }

  @Override
  public Predicate<String> keysOf(RedisServer master) {
    ClusterView view = view();
    return key -> nodes.onPort(view.masterOf(slotOf(key)).port()) == master;
  }

  @Override
  public RedisServer replicaOf(RedisServer master) {
    // right after a failover a new master may have none yet
    Await.until(
        master.uri() + " is a master with a replica", () -> knownReplicaOf(master).isPresent());
    return knownReplicaOf(master).orElseThrow();
  }

  private Optional<RedisServer> knownReplicaOf(RedisServer master) {
    ClusterView view = view();
    return view.masters().stream()
        .filter(node -> nodes.onPort(node.port()) == master)
        .flatMap(node -> view.replicaOf(node).stream())
        .map(replica -> nodes.onPort(replica.port()))
        .findFirst();
  }

  /**
   * Begins to move the slot of a key to another master, as {@code redis-cli --cluster reshard} does
   * it.
   */
  public SlotMove moveSlotOf(String key) {
    RedisServer from = masterOf(key);
    RedisServer to = masters().stream().filter(master -> master != from).findFirst().orElseThrow();
    return new SlotMove(slotOf(key), from, to, nodes);
  }

  /** Begins to move the slot of a key to a master that does not have it. */
  public SlotMove moveSlotOf(String key, RedisServer to) {
    return new SlotMove(slotOf(key), masterOf(key), to, nodes);
  }

  /**
   * Adds a master without slots, and its replica, as {@code redis-cli --cluster add-node} does it,
   * and returns when every node knows them.
   *
   * @see <a href="https://redis.io/docs/latest/commands/cluster-meet/">CLUSTER MEET</a>
   */
  public RedisServer addMaster() {
    String port = String.valueOf(uri().getPort());
    List<ProgramServer> pair = servers(1, master -> "");
    nodes.servers().addAll(pair);
    nodes.start();
    for (RedisServer added : pair) {
      try (RawRedis raw = added.raw()) {
        raw.call("CLUSTER", "MEET", "127.0.0.1", port);
      }
    }
    heal();
    return pair.get(0);
  }

  @Override
  public void awaitReplication() {
    masters().forEach(Replication::await);
  }

  @Override
  public void failOver(String key) {
    ClusterView view = view();
    RedisServer before = masterOf(key);
    ClusterView.Node replica = view.replicaOf(view.masterOf(slotOf(key))).orElseThrow();
    try (RawRedis raw = nodes.onPort(replica.port()).raw()) {
      raw.call("CLUSTER", "FAILOVER");
    }
    Await.until("a replica is promoted", () -> masterOf(key) != before);
  }

  @Override
  public void heal() {
    nodes.start();
    nodes.running().forEach(RedisCluster::forgetMoves);
    Await.until(
        "the cluster is whole",
        () -> nodes.servers().stream().allMatch(this::seesAWholeCluster),
        this::describe);
  }

  @Override
  public void close() {
    nodes.close();
  }

  /**
   * A node that starts again with keys on its disk whose slot it has given away meanwhile takes
   * this for a move that it was in the middle of, and does not heed who has the slot any more.
   */
  private static void forgetMoves(RedisServer node) {
    try (RawRedis raw = node.raw()) {
      ClusterView.read(raw)
          .moving()
          .forEach(slot -> raw.call("CLUSTER", "SETSLOT", slot, "STABLE"));
    }
  }

  /** What each node sees that does not see a whole cluster. */
  private String describe() {
    return nodes.servers().stream()
        .filter(node -> !seesAWholeCluster(node))
        .map(
            node ->
                ServerGroup.askOne(
                        node,
                        raw ->
                            Optional.of(
                                "\n%s:\n%s%s%s"
                                    .formatted(
                                        node.uri(),
                                        raw.text("CLUSTER", "NODES"),
                                        raw.text("CLUSTER", "INFO"),
                                        raw.text("INFO", "replication"))))
                    .orElse("\n%s does not answer".formatted(node.uri())))
        .collect(Collectors.joining());
  }

  private boolean seesAWholeCluster(RedisServer node) {
    return ServerGroup.askOne(node, raw -> Optional.of(seesAWholeCluster(raw))).orElse(false);
  }

  private boolean seesAWholeCluster(RawRedis raw) {
    ClusterView view = ClusterView.read(raw);
    return raw.text("CLUSTER", "INFO").contains("cluster_state:ok")
        && view.masters().size() >= masters
        && view.nodes().size() == nodes.servers().size()
        && view.nodes().stream().allMatch(ClusterView.Node::isUp)
        && Replication.isWhole(raw);
  }

  private ClusterView view() {
    return nodes
        .ask(
            raw ->
                raw.text("CLUSTER", "INFO").contains("cluster_state:ok")
                    ? Optional.of(ClusterView.read(raw))
                    : Optional.empty())
        .orElseThrow(() -> new IllegalStateException("The cluster is down"));
  }

  /** The first half of the nodes are masters, the second their replicas. */
  private static String nodesConf(
      List<ServerAddress> addresses, List<String> ids, int self, IntFunction<String> slots) {
    int masters = addresses.size() / 2;
    String lines =
        IntStream.range(0, addresses.size())
            .mapToObj(
                i -> {
                  int port = addresses.get(i).port();
                  int master = i % masters;
                  boolean isMaster = i == master;
                  return "%s 127.0.0.1:%s@%s %s%s %s 0 0 %s connected%s"
                      .formatted(
                          ids.get(i),
                          port,
                          port + ServerAddress.BUS,
                          i == self ? "myself," : "",
                          isMaster ? "master" : "slave",
                          isMaster ? "-" : ids.get(master),
                          master + 1,
                          isMaster ? " " + slots.apply(master) : "");
                })
            .collect(Collectors.joining("\n"));
    return lines + "\nvars currentEpoch " + masters + " lastVoteEpoch 0\n";
  }

  private static String slots(int master, int masters) {
    return SLOTS * master / masters + "-" + (SLOTS * (master + 1) / masters - 1);
  }

  private static int slotOf(String key) {
    return HashSlot.of(key.getBytes(UTF_8));
  }
}
