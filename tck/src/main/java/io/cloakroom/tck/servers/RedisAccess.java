package io.cloakroom.tck.servers;

import io.cloakroom.tck.report.NotClaimed;
import java.util.List;
import java.util.function.Supplier;

/**
 * A way to a Redis server other than a plain connection. A {@code RedisAccessTck} runs the port's
 * clauses over it, and a {@code SessionStoreTck} the store's, if its {@code redisUnderTest()} is
 * {@link #underTest}.
 *
 * <p>The servers run on this machine, from the program that {@link RedisServers} finds; where that
 * is an image, from the one on the PATH or the embedded one. Where the program was built without
 * TLS, tests that need it are reported as not claimed.
 */
public enum RedisAccess {

  /** {@code rediss://127.0.0.1:port}; clients have to trust {@link TlsFiles#trustStore}. */
  TLS("over TLS", () -> AccessSetup.tls("no")),

  /** Like {@link #TLS}, where clients have to show {@link TlsFiles#clientKeyStore}, too. */
  MUTUAL_TLS("over TLS with a client's certificate", () -> AccessSetup.tls("yes")),

  /**
   * {@code redis://sessions:password@127.0.0.1:port}: a user with the rights that
   * docs/operations.md asks for, on the kit's and the store's usual keys only.
   */
  ACL_USER("as an ACL user", AccessSetup::aclUser),

  /** {@code redis-socket:///path}, the form that Lettuce reads: a Unix domain socket. */
  UNIX_SOCKET("over a Unix domain socket", AccessSetup::unixSocket);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // makes a new one each time
  private final Supplier<AccessSetup> setup;

  @SuppressWarnings("ImmutableEnumChecker") // is started when it is first asked for
  private final Lazy<RedisServer> shared = new Lazy<>(this::announced);

  RedisAccess(String words, Supplier<AccessSetup> setup) {
    this.words = words;
    this.setup = setup;
  }

  /**
   * Starts a server for one test, which may do with it as with one of {@link RedisServers#start},
   * and closes it. Its {@link RedisServer#uri} leads this way; its {@link RedisServer#raw} is a
   * plain connection, which may do everything.
   *
   * @param arguments for its command line
   * @throws NotClaimed if the server's program has no TLS, and this way needs it
   */
  public AccessedServer start(String... arguments) {
    return setup.get().start(List.of(arguments));
  }

  /** The kit's view of a server that the tests of this JVM share. */
  public RedisUnderTest underTest() {
    return new AccessUnderTest(this, shared.get());
  }

  public boolean isEncrypted() {
    return this == TLS || this == MUTUAL_TLS;
  }

  /** Completes the sentence "Tests run on Redis 8 …". */
  String words() {
    return words;
  }

  private RedisServer announced() {
    RedisServer server = start();
    System.out.println("Tests run on " + new AccessUnderTest(this, server).description());
    return server;
  }
}
