package io.cloakroom.tck.servers;

import io.cloakroom.tck.report.NotClaimed;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How clients connect to a server, beside the plain port that the kit itself uses.
 *
 * @param files that the server needs in its folder, by name
 * @param options of the server for that
 * @param uri where clients connect
 */
public record AccessSetup(
    Map<String, String> files, List<String> options, Function<ProgramServer, URI> uri) {

  public static final String USER = "sessions";

  private static final String PASSWORD = "password";
  private static final String SOCKET = "redis.sock";

  /** Keys, and the commands that docs/operations.md names. */
  private static final String RIGHTS =
      """
      ~cloakroom-tck:* ~sess:* ~whole* +get +getex +set +del +pexpire +mget +scan +evalsha +eval \
      +ping +pttl +time +zadd +zscore +zrevrange +zrangebyscore +zremrangebyscore +pexpireat +zrem \
      +hget +hset +hdel""";

  static AccessSetup tls(String demandsCertificate) {
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
    return new AccessSetup(
        TlsFiles.shared().ofServer(), options, server -> URI.create("rediss://127.0.0.1:" + port));
  }

  static AccessSetup aclUser() {
    String user = "--user " + USER + " on >" + PASSWORD + " -@all " + RIGHTS;
    String credentials = USER + ":" + PASSWORD;
    return new AccessSetup(
        Map.of(),
        List.of(user.split(" +")),
        server -> URI.create("redis://" + credentials + "@127.0.0.1:" + server.uri().getPort()));
  }

  static AccessSetup unixSocket() {
    return new AccessSetup(
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
