package io.cloakroom.tck.http.site;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.servers.CommandMonitor;
import io.cloakroom.tck.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Redis as the kit sees it: past the application, and what the application asks of it. */
public final class RedisSide {

  private final RedisCommands commands;
  private final WatchedCommands watched;
  private final Optional<RedisServer> server;
  private final boolean inProcess;
  private final List<String> prefixes = new ArrayList<>();

  /**
   * @param inProcess whether applications ask Redis through {@link #watched}; otherwise what they
   *     ask is what reaches the server
   */
  public RedisSide(RedisCommands commands, Optional<RedisServer> server, boolean inProcess) {
    this.commands = commands;
    this.watched = new WatchedCommands(commands);
    this.server = server;
    this.inProcess = inProcess;
  }

  /**
   * What an action cost.
   *
   * @param calls what the application asked for
   * @param sent the commands that reached the server, if there is one
   */
  public record Cost(List<WatchedCommands.Call> calls, Optional<List<String>> sent) {

    public List<String> names() {
      return calls.stream().map(WatchedCommands.Call::name).toList();
    }

    public long writes() {
      return calls.stream().filter(WatchedCommands.Call::write).count();
    }
  }

  /** The server behind the port, if there is one. */
  public Optional<RedisServer> server() {
    return server;
  }

  /** The port, unwatched. */
  RedisCommands commands() {
    return commands;
  }

  /** The port that applications get, if they run in this process. */
  public WatchedCommands watched() {
    needsOneProcess();
    return watched;
  }

  /** Aborts the test where the application is out of reach. */
  public void needsOneProcess() {
    if (!inProcess) {
      throw HttpCapability.IN_PROCESS.notClaimed();
    }
  }

  /** Counts what an application with this prefix asks from now on. */
  public void count(String prefix) {
    prefixes.add(prefix);
  }

  /** Lets go of whatever a test held, and counts nobody's commands. */
  public void release() {
    prefixes.clear();
    watched.release();
    watched.comeBack();
  }

  /** What applications ask of Redis while something runs. */
  public Cost costOf(Runnable action) {
    watched.takeCalls();
    if (server.isEmpty()) {
      action.run();
      return new Cost(watched.takeCalls(), Optional.empty());
    }
    try (CommandMonitor monitor = CommandMonitor.of(server.get(), prefixes)) {
      action.run();
      List<String> sent = monitor.take();
      List<WatchedCommands.Call> calls =
          inProcess ? watched.takeCalls() : sent.stream().map(WatchedCommands.Call::sent).toList();
      return new Cost(calls, Optional.of(sent));
    }
  }

  <T> T ask(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(RunningSite.TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    while (cursor.isPresent()) {
      ScanPage page = ask(commands.scan(prefix, cursor.get(), 1_000));
      keys.addAll(page.keys());
      cursor = page.next();
    }
    return keys;
  }

  /** Removes all keys with a prefix. */
  public void remove(String prefix) {
    ask(commands.delete(keys(prefix)));
  }
}
