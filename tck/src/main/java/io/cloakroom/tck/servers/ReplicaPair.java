package io.cloakroom.tck.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A primary and its replica, whichever of the two is which now.
 *
 * @param servers the first is the primary to begin with
 */
record ReplicaPair(ServerGroup servers) {

  private static final List<String> DISKLESS = List.of("--repl-diskless-sync-delay", "0");

  /** Two servers that are not started yet. */
  static ReplicaPair prepared() {
    ProgramServer primary = RedisServers.program(ProgramSetup.server(DISKLESS));
    List<String> replicaOf = new ArrayList<>(DISKLESS);
    replicaOf.addAll(List.of("--replicaof", "127.0.0.1", port(primary)));
    ProgramServer replica = RedisServers.program(ProgramSetup.server(replicaOf));
    return new ReplicaPair(new ServerGroup(List.of(primary, replica)));
  }

  void start() {
    servers.start();
  }

  /** The primary to begin with. */
  RedisServer first() {
    return servers.servers().get(0);
  }

  RedisServer otherThan(RedisServer server) {
    return servers.servers().stream()
        .filter(each -> each != server)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(server.uri() + " stands alone"));
  }

  /** Whether a server runs, and says that it is a primary. */
  static boolean isPrimary(RedisServer server) {
    return ServerGroup.askOne(
            server, raw -> Optional.of(raw.text("INFO", "replication").contains("role:master")))
        .orElse(false);
  }

  /**
   * Makes the other one a replica of the primary. If it is down, it is started as one: a primary
   * that comes back as such takes writes, and loses them.
   */
  void join(RedisServer primary) {
    servers.servers().stream()
        .filter(server -> !server.isRunning())
        .forEach(dead -> dead.start("--replicaof", "127.0.0.1", port(primary)));
    follow(otherThan(primary), primary);
  }

  /** Makes a primary a replica of the one that took its place, and ends its clients. */
  static void demote(RedisServer old, RedisServer primary) {
    follow(old, primary);
    try (RawRedis raw = old.raw()) {
      raw.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
  }

  static void follow(RedisServer replica, RedisServer primary) {
    try (RawRedis raw = replica.raw()) {
      raw.call("REPLICAOF", "127.0.0.1", port(primary));
    }
  }

  /** Whether the primary has its replica, and that is up to date. */
  boolean isWhole() {
    return servers.servers().stream()
        .allMatch(
            server ->
                ServerGroup.askOne(server, raw -> Optional.of(Replication.isWhole(raw)))
                    .orElse(false));
  }

  void close() {
    servers.close();
  }

  static String port(RedisServer server) {
    return String.valueOf(server.uri().getPort());
  }
}
