package io.cloakroom.demo.caches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real cache in front of an application, with a configuration and a folder of its own. */
final class SharedCache implements AutoCloseable {

  /** The programs. */
  enum Program {
    SQUID(
        """
        http_port 127.0.0.1:%1$d accel defaultsite=localhost no-vhost
        cache_peer 127.0.0.1 parent %2$d 0 no-query originserver no-digest name=origin
        http_access allow all
        visible_hostname cache
        cache_mem 16 MB
        access_log none
        cache_log %3$s/cache.log
        pid_filename %3$s/squid.pid
        coredump_dir %3$s
        netdb_filename none
        pinger_enable off
        shutdown_lifetime 0 seconds
        """,
        "-N"),

    /** Told to keep what has no date, too: it is stricter unless it is told. */
    APACHE2(
        """
        ServerRoot %3$s
        ServerName localhost
        Listen 127.0.0.1:%1$d
        PidFile %3$s/apache.pid
        ErrorLog %3$s/error.log
        DefaultRuntimeDir %3$s
        User www-data
        Group www-data
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
        LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
        LoadModule cache_module /usr/lib/apache2/modules/mod_cache.so
        LoadModule cache_disk_module /usr/lib/apache2/modules/mod_cache_disk.so
        CacheRoot %3$s/kept
        CacheEnable disk /
        CacheIgnoreNoLastMod On
        ProxyPass / http://127.0.0.1:%2$d/
        """,
        "-DFOREGROUND");

    private final String configuration;
    private final String inForeground;

    Program(String configuration, String inForeground) {
      this.configuration = configuration;
      this.inForeground = inForeground;
    }

    private String path() {
      return "/usr/sbin/" + name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Duration START = Duration.ofSeconds(30);

  private final Path folder;
  private final Process process;
  private final int port;

  private SharedCache(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Starts a cache in front of an application. */
  static SharedCache start(Program program, int origin) throws IOException, InterruptedException {
    // Both programs give up root's rights and write as a user of their own.
    Path folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "cache",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path kept = Files.createDirectory(folder.resolve("kept"));
    for (Path open : List.of(folder, kept)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    int port = freePort();
    Path configuration = folder.resolve("configuration");
    Files.writeString(configuration, program.configuration.formatted(port, origin, folder));
    Process process =
        new ProcessBuilder(program.path(), program.inForeground, "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    SharedCache cache = new SharedCache(folder, process, port);
    cache.awaitStart();
    return cache;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          String output = Files.readString(folder.resolve("output"));
          close();
          throw new IOException("The cache did not start: " + output, e);
        }
      }
      Thread.sleep(50); // until another program is ready
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
