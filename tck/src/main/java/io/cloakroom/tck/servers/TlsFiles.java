package io.cloakroom.tck.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The certificates of {@link RedisAccess#TLS} and {@link RedisAccess#MUTUAL_TLS}, made in each JVM
 * by the JDK's {@code keytool}. Each signs itself.
 */
public final class TlsFiles {

  /** Of both stores, and of the key in one of them. */
  public static final String PASSWORD = "password";

  /** The certificate and the key that a server shows. */
  public static final String SERVER = "server.pem";

  /** Those that clients trust. */
  public static final String OWN = "own.pem";

  /** A certificate for the same address that no client trusts, and its key. */
  public static final String STRANGER = "stranger.pem";

  /** Whom a server trusts that demands certificates. */
  static final String TRUSTED_CLIENTS = "clients.pem";

  private static final String KEY = "key";

  private static final Lazy<TlsFiles> SHARED = new Lazy<>(TlsFiles::new);

  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path trustStore;
  private final Path clientKeyStore;
  private final Map<String, String> ofServer;

  private TlsFiles() {
    try {
      Path folder = Files.createTempDirectory("cloakroom-tls-");
      folder.toFile().deleteOnExit();
      List<Path> made =
          Stream.of("server", "client", "stranger")
              .parallel()
              .map(name -> keyStore(name, folder.resolve(name + ".p12")))
              .toList();
      this.clientKeyStore = made.get(1);
      this.trustStore = folder.resolve("trusted.p12");
      KeyStore server = load(made.get(0));
      trust(server.getCertificate(KEY), trustStore);
      this.ofServer =
          Map.of(
              SERVER,
              pem(server, true),
              OWN,
              pem(server, true),
              STRANGER,
              pem(load(made.get(2)), true),
              TRUSTED_CLIENTS,
              pem(load(clientKeyStore), false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK can't read what its keytool has made", e);
    }
  }

  /** The files of this JVM, which are removed when it ends. */
  public static TlsFiles shared() {
    return SHARED.get();
  }

  /** What a client has to trust: a PKCS #12 store under {@link #PASSWORD}. */
  public Path trustStore() {
    return trustStore;
  }

  /** What a client may have to show: a PKCS #12 store under {@link #PASSWORD}. */
  public Path clientKeyStore() {
    return clientKeyStore;
  }

  /** What a server needs in its folder, in the form of OpenSSL. */
  Map<String, String> ofServer() {
    return ofServer;
  }

  private static Path keyStore(String name, Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", KEY, "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-dname", "CN=" + name, "-ext", "SAN=IP:127.0.0.1,DNS:localhost"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run the JDK's keytool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while keytool ran", e);
    }
    file.toFile().deleteOnExit();
    return file;
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static void trust(Certificate certificate, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(KEY, certificate);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    file.toFile().deleteOnExit();
  }

  private static String pem(KeyStore store, boolean withKey) throws GeneralSecurityException {
    String certificate = pem("CERTIFICATE", store.getCertificate(KEY).getEncoded());
    return withKey
        ? certificate + pem("PRIVATE KEY", store.getKey(KEY, PASSWORD.toCharArray()).getEncoded())
        : certificate;
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, PEM.encodeToString(der), type);
  }
}
