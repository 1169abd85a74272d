package io.cloakroom.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demo's other half: an Express server on the same sessions, in a Node process. Its packages
 * are installed into a folder when it starts for the first time.
 */
final class ExpressHalf implements Closeable {

  private static final List<String> FILES =
      List.of("express/package.json", "express/package-lock.json", "express/server.js");
  private static final List<String> SHARED_FILES = List.of("style.css", "icon.svg");

  /** What npm writes last. */
  private static final String INSTALLED = "node_modules/.package-lock.json";

  private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");

  private final Process node;
  private final URI uri;

  private ExpressHalf(Process node, URI uri) {
    this.node = node;
    this.uri = uri;
  }

  /**
   * Starts it on a free port.
   *
   * @param folder where its files and packages are kept
   * @param redis where the sessions are
   * @param cookie the name of their cookie
   * @param secret what it is signed with
   * @param otherHalf where this demo is
   * @throws DemoException if it can't be started; the message says what is missing
   */
  static ExpressHalf start(Path folder, URI redis, String cookie, String secret, URI otherHalf) {
    try {
      install(folder);
      ProcessBuilder server =
          new ProcessBuilder("node", "server.js")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      server
          .environment()
          .putAll(
              Map.of(
                  "PORT",
                  "0",
                  "REDIS_URL",
                  redis.toString(),
                  "SESSION_NAME",
                  cookie,
                  "SESSION_SECRET",
                  secret,
                  "OTHER_HALF",
                  otherHalf.toString()));
      Process node = server.start();
      return new ExpressHalf(node, URI.create("http://localhost:" + port(node) + "/"));
    } catch (IOException e) {
      throw new DemoException(
          "EXPRESS is set, which needs Node 18 or newer with npm: install it, or unset EXPRESS. ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Where it is. */
  URI uri() {
    return uri;
  }

  /** By the end of its input it ends itself. */
  @Override
  public void close() throws IOException {
    node.outputWriter(UTF_8).close();
    node.destroy();
  }

  private static void install(Path folder) throws IOException {
    Files.createDirectories(folder);
    boolean same = Files.exists(folder.resolve(INSTALLED));
    for (String name : FILES) {
      same &= copy(name, folder);
    }
    for (String name : SHARED_FILES) {
      copy(name, folder);
    }
    if (!same) {
      System.out.println("Installing the Express half's packages into " + folder + " …");
      run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  /** Puts a file into a folder; tells whether the packages that are there will still do. */
  private static boolean copy(String name, Path folder) throws IOException {
    Path target = folder.resolve(name.substring(name.indexOf('/') + 1));
    try (InputStream resource =
        Objects.requireNonNull(ExpressHalf.class.getResourceAsStream(name), name)) {
      byte[] content = resource.readAllBytes();
      if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), content)) {
        return true;
      }
      Path written = Files.write(Files.createTempFile(folder, "new", ""), content);
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      return name.endsWith("server.js");
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new DemoException(
            "EXPRESS is set, but its packages could not be installed ("
                + String.join(" ", command)
                + " in "
                + folder
                + "):\n"
                + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while packages were installed", e);
    }
  }

  private static int port(Process node) throws IOException {
    BufferedReader output = node.inputReader(UTF_8);
    String line = output.readLine();
    Matcher listening = LISTENING.matcher(line == null ? "" : line);
    if (!listening.matches()) {
      node.destroy();
      throw new DemoException("EXPRESS is set, but Express did not start: see above");
    }
    return Integer.parseInt(listening.group(1));
  }
}
