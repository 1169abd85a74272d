package io.cloakroom.tck.express;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.tck.report.NotClaimed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Node process that runs Express applications, one for all tests of this JVM. It is there if the
 * system property {@code cloakroom.express} names a folder with the files of {@code tck/express} in
 * which {@code npm ci} was run, and ends with the JVM.
 */
public final class ExpressPeers {

  /** Names the folder with the packages. */
  public static final String PROPERTY = "cloakroom.express";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern ANSWER = Pattern.compile("\\{\"id\":\"(\\d+)\"(?:,(.*))?}");

  private final Process node;
  private final Path errors;
  private final Writer requests;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, CompletableFuture<String>> pending = new ConcurrentHashMap<>();

  private ExpressPeers(Path folder) throws IOException {
    errors = Files.createTempFile("cloakroom-express", ".log");
    errors.toFile().deleteOnExit();
    node =
        new ProcessBuilder("node", "server.js")
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    requests = node.outputWriter(UTF_8);
    Thread reader = new Thread(this::readAnswers, "express-peers");
    reader.setDaemon(true);
    reader.start();
  }

  private static final class Shared {
    static final ExpressPeers PEERS = start(System.getProperty(PROPERTY));
  }

  /**
   * The running process.
   *
   * @throws NotClaimed where none is given, so that the clause counts as not claimed
   * @throws IllegalStateException where one is given that does not run
   */
  public static ExpressPeers running() {
    if (System.getProperty(PROPERTY) == null) {
      throw new NotClaimed(
          "no Express was given, by -D" + PROPERTY + "=<folder with its packages>");
    }
    return Shared.PEERS;
  }

  private static ExpressPeers start(String folder) {
    Path packages = Path.of(folder).toAbsolutePath();
    if (!Files.isDirectory(packages.resolve("node_modules"))) {
      throw new IllegalStateException(
          "-D" + PROPERTY + " names " + packages + ", which has no node_modules: run npm ci there");
    }
    try {
      return new ExpressPeers(packages);
    } catch (IOException e) {
      throw new IllegalStateException("Express needs the program node on the PATH", e);
    }
  }

  /**
   * Starts an application.
   *
   * @param redis where its sessions are
   * @param store the options of connect-redis
   * @param session the options of express-session
   */
  public ExpressApp start(
      ExpressStack stack, URI redis, Map<String, ?> store, Map<String, ?> session) {
    String id = nextId();
    String answer =
        ask(
            id,
            Map.of(
                "stack",
                stack.id(),
                "redis",
                redis.toString(),
                "store",
                store,
                "session",
                session));
    return new ExpressApp(
        URI.create("http://127.0.0.1:" + member("\"port\":(\\d+)", answer)), () -> close(id));
  }

  /** A session's id as the value of express-session's cookie. */
  public String sign(String sessionId, String secret) {
    return member(
        "\"signed\":\"([^\"]+)\"", ask(nextId(), Map.of("sign", sessionId, "secret", secret)));
  }

  private void close(String application) {
    ask(nextId(), Map.of("close", application));
  }

  private String nextId() {
    return Integer.toString(ids.incrementAndGet());
  }

  private String ask(String id, Map<String, ?> request) {
    Map<String, Object> line = new HashMap<>(request);
    line.put("id", id);
    CompletableFuture<String> answer = new CompletableFuture<>();
    pending.put(id, answer);
    try {
      synchronized (requests) {
        requests.write(JsonLine.of(line) + "\n");
        requests.flush();
      }
    } catch (IOException e) {
      throw new IllegalStateException("Node has ended: " + errors(), e);
    }
    return answer.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
  }

  private void readAnswers() {
    try (BufferedReader answers = node.inputReader(UTF_8)) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        Matcher answer = ANSWER.matcher(line);
        if (answer.matches()) {
          CompletableFuture<String> asked = pending.remove(answer.group(1));
          if (asked != null) {
            asked.complete(String.valueOf(answer.group(2)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IllegalStateException ended = new IllegalStateException("Node has ended: " + errors());
      pending.values().forEach(asked -> asked.completeExceptionally(ended));
    }
  }

  private String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String member(String pattern, String answer) {
    Matcher found = Pattern.compile(pattern).matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("Node answers " + answer);
    }
    return found.group(1);
  }
}
