package io.cloakroom.tck.servers;

import io.cloakroom.tck.fault.FaultyProxy;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A primary and its replica that nobody watches: who takes over is decided by hand. Clients come in
 * by an address that leads to the primary, and is moved along, as a name in the DNS or a virtual IP
 * address is; or they are told of both servers.
 */
public final class RedisReplicas implements RedisTopology {

  private final ReplicaPair pair = ReplicaPair.prepared();
  private final FaultyProxy address = FaultyProxy.before(pair.first().uri());
  private volatile RedisServer primary = pair.first();

  private RedisReplicas() {}

  private static final class Shared {
    static final RedisReplicas REPLICAS = start();
  }

  /** The pair that the tests of this JVM share, which have to heal it. */
  public static RedisReplicas shared() {
    return Shared.REPLICAS;
  }

  /** Starts both, and returns when the replica is up to date. */
  public static RedisReplicas start() {
    RedisReplicas started = new RedisReplicas();
    try {
      started.pair.start();
      started.heal();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** The address that leads to whoever is the primary. */
  @Override
  public URI uri() {
    return address.uri();
  }

  /** The addresses of both servers themselves, the primary's first. */
  public List<URI> uris() {
    return Stream.of(primary, replica()).map(RedisServer::uri).toList();
  }

  /** The primary. */
  public RedisServer primary() {
    return primary;
  }

  /** The replica. */
  public RedisServer replica() {
    return replicaOf(primary);
  }

  /** Something to do. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * Keeps from the replica what the primary is told while something is done: a replica that is far
   * behind, and does not know.
   */
  public void whileTheReplicaLags(Task task) throws Exception {
    try (FaultyProxy link = FaultyProxy.before(primary.uri())) {
      follow(link.uri());
      Await.until("the replica follows over the link", () -> link.connections() > 0);
      awaitWhole();
      awaitReplication();
      link.stall();
      task.run();
    } finally {
      follow(primary.uri());
      awaitWhole();
    }
  }

  private void follow(URI leader) {
    try (RawRedis raw = replica().raw()) {
      raw.call("REPLICAOF", leader.getHost(), leader.getPort());
    }
  }

  @Override
  public List<RedisServer> masters() {
    return List.of(primary);
  }

  @Override
  public Map<RedisServer, List<String>> byMaster(Collection<String> keys) {
    return Map.of(primary, List.copyOf(keys));
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
    Replication.await(primary);
  }

  @Override
  public void failOver(String key) {
    RedisServer before = primary;
    promote(replica());
    ReplicaPair.demote(before, primary);
  }

  /** Promotes the replica, and moves the address to it. */
  @Override
  public void replaceDead() {
    promote(replica());
  }

  private void promote(RedisServer replica) {
    try (RawRedis raw = replica.raw()) {
      raw.call("REPLICAOF", "NO", "ONE");
    }
    primary = replica;
    address.leadTo(primary.uri());
  }

  @Override
  public void heal() {
    if (!ReplicaPair.isPrimary(primary)) {
      replaceDead();
    }
    pair.join(primary);
    awaitWhole();
  }

  @Override
  public void close() {
    address.close();
    pair.close();
  }

  private void awaitWhole() {
    Await.until("the primary has its replica", pair::isWhole);
  }
}
