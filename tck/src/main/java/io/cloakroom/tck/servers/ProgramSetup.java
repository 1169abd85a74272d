package io.cloakroom.tck.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a server's program is started with.
 *
 * @param address where it will listen
 * @param files what is in its folder at first, by name
 * @param arguments its command line
 */
record ProgramSetup(ServerAddress address, Map<String, String> files, List<String> arguments) {

  /** A server on a free port, with further arguments. */
  static ProgramSetup server(List<String> arguments) {
    return server(Map.of(), arguments);
  }

  /** A server on a free port, with files and further arguments. */
  static ProgramSetup server(Map<String, String> files, List<String> arguments) {
    return server(ServerAddress.free("127.0.0.1", arguments), files, arguments);
  }

  private static ProgramSetup server(
      ServerAddress address, Map<String, String> files, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--port", String.valueOf(address.port())));
    all.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--daemonize", "no"));
    all.addAll(arguments);
    return new ProgramSetup(address, files, all);
  }

  /**
   * A node of a cluster.
   *
   * @param nodes what it knows of the cluster, in the form of {@code nodes.conf}
   */
  static ProgramSetup clusterNode(ServerAddress address, String nodes) {
    List<String> arguments = new ArrayList<>(List.of("--cluster-enabled", "yes"));
    arguments.addAll(List.of("--cluster-node-timeout", "2000"));
    arguments.addAll(List.of("--cluster-replica-validity-factor", "0"));
    arguments.addAll(List.of("--cluster-migration-barrier", "99"));
    arguments.addAll(List.of("--repl-diskless-sync-delay", "0"));
    return server(address, Map.of("nodes.conf", nodes), arguments);
  }

  /**
   * A Sentinel.
   *
   * @param configuration all but its address, in the form of {@code sentinel.conf}
   */
  static ProgramSetup sentinel(ServerAddress address, String configuration) {
    String own = "port %s%nbind 127.0.0.1%n".formatted(address.port());
    return new ProgramSetup(
        address,
        Map.of("sentinel.conf", own + configuration),
        List.of("sentinel.conf", "--sentinel"));
  }
}
