package io.cloakroom.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that runs as a child process, in a folder of its own. */
final class ProgramServer implements RedisServer {

  private final ProgramSource source;
  private final List<String> command = new ArrayList<>();
  private final URI uri;
  private final Path folder;
  private final Thread stopper = new Thread(this::end, "stops a Redis server");
  private @Nullable Process process;

  ProgramServer(ProgramSource source, ProgramSetup setup) {
    this.source = source;
    this.uri = setup.address().uri();
    try {
      this.folder = Files.createTempDirectory("cloakroom-redis-");
      for (Map.Entry<String, String> file : setup.files().entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.add(source.program().toString());
    command.addAll(setup.arguments());
    Runtime.getRuntime().addShutdownHook(stopper);
  }

  @Override
  public URI uri() {
    return uri;
  }

  /** Where its files are, and what it runs in. */
  Path folder() {
    return folder;
  }

  @Override
  public String description() {
    return source.origin();
  }

  @Override
  public void start() {
    start(new String[0]);
  }

  /** Starts it this time with more arguments, which come after the others. */
  void start(String... more) {
    Path log = folder.resolve("log");
    List<String> command = Stream.concat(this.command.stream(), Stream.of(more)).toList();
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process = started;
      if (!Readiness.await(uri, started::isAlive)) {
        throw new IllegalStateException(
            String.join(" ", command) + " did not come up:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + source.program(), e);
    }
  }

  /** Whether it has been started and has not ended. */
  boolean isRunning() {
    return process != null && process.isAlive();
  }

  @Override
  public void kill() {
    Process running = running();
    running.destroyForcibly();
    awaitEnd(running);
  }

  @Override
  public void shutDown() {
    try (RawRedis redis = raw()) {
      redis.call("SAVE");
    }
    kill();
  }

  @Override
  public void pause() {
    signal("-STOP");
  }

  @Override
  public void resume() {
    signal("-CONT");
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopper);
    end();
  }

  private void end() {
    if (isRunning()) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }

  private void signal(String name) {
    try {
      String pid = String.valueOf(running().pid());
      Process kill = new ProcessBuilder("kill", name, pid).inheritIO().start();
      awaitEnd(kill);
    } catch (IOException e) {
      throw new UncheckedIOException("Pausing a server needs a POSIX system", e);
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(uri + " has not been started");
    }
    return process;
  }

  private static void awaitEnd(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process ended", e);
    }
  }
}
