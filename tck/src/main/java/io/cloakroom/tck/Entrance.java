package io.cloakroom.tck;

import io.cloakroom.tck.report.NotClaimed;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A second way into a server, beside the plain port that the kit itself uses.
 *
 * @param files that the server needs in its folder, by name
 * @param options that open the way
 * @param uri where clients come in
 */
record Entrance(Map<String, String> files, List<String> options, Function<ProgramServer, URI> uri) {

  static final String USER = "sessions";

  private static final String PASSWORD = "password";
  private static final String SOCKET = "redis.sock";

  static Entrance tls(String demandsCertificate) {
    int port = ServerAddress.free("127.0.0.1", List.of()).port();
    List<String> options =
        List.of(
            "--tls-port",
            String.valueOf(port),
            "--tls-cert-file",
            TlsFiles.SERVER,
            "--tls-key-file",
            TlsFiles.SERVER,
            "--tls-ca-cert-file",
            TlsFiles.TRUSTED_CLIENTS,
            "--tls-auth-clients",
            demandsCertificate);
    return new Entrance(
        TlsFiles.shared().ofServer(), options, server -> URI.create("rediss://127.0.0.1:" + port));
  }

  static Entrance aclUser() {
    List<String> options = new ArrayList<>(List.of("--user", USER, "on", ">" + PASSWORD, "-@all"));
    options.addAll(List.of("~cloakroom-tck:*", "~sess:*", "~whole*"));
    options.addAll(List.of("+get", "+getex", "+set", "+del", "+pexpire", "+mget", "+scan"));
    options.addAll(List.of("+evalsha", "+eval", "+ping", "+pttl", "+time", "+zadd", "+zscore"));
    options.addAll(List.of("+zrevrange", "+zrangebyscore", "+zremrangebyscore", "+pexpireat"));
    String account = USER + ":" + PASSWORD;
    return new Entrance(
        Map.of(),
        options,
        server -> URI.create("redis://" + account + "@127.0.0.1:" + server.uri().getPort()));
  }

  static Entrance unixSocket() {
    return new Entrance(
        Map.of(),
        List.of("--unixsocket", SOCKET, "--unixsocketperm", "700"),
        server -> URI.create("redis-socket://" + server.folder().resolve(SOCKET)));
  }

  /**
   * @throws NotClaimed if the server's program does not know the options
   */
  AccessedServer start(List<String> arguments) {
    List<String> all = Stream.concat(arguments.stream(), options.stream()).toList();
    ProgramServer server = RedisServers.program(ProgramSetup.server(files, all));
    try {
      server.start();
    } catch (IllegalStateException e) {
      server.close();
      throw e.getMessage() != null && e.getMessage().contains("Bad directive")
          ? new NotClaimed(server.description() + " does not know " + options.get(0))
          : e;
    }
    return new AccessedServer(server, uri.apply(server));
  }
}
