package io.cloakroom.tck.http;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tck.CommandStats;
import io.cloakroom.tck.RawRedis;
import io.cloakroom.tck.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Redis as the kit sees it: past the application, and what the application asks of it. */
final class RedisSide {

  private final RedisCommands commands;
  private final WatchedCommands watched;
  private final Optional<RedisServer> server;
  private final boolean inProcess;

  /**
   * @param inProcess whether applications ask Redis through {@link #watched}; otherwise what they
   *     ask is what the server counts
   */
  RedisSide(RedisCommands commands, Optional<RedisServer> server, boolean inProcess) {
    this.commands = commands;
    this.watched = new WatchedCommands(commands);
    this.server = server;
    this.inProcess = inProcess;
  }

  /** What an action cost. */
  record Cost(List<WatchedCommands.Call> calls, Optional<Long> carriedOut) {

    List<String> names() {
      return calls.stream().map(WatchedCommands.Call::name).toList();
    }

    long writes() {
      return calls.stream().filter(WatchedCommands.Call::write).count();
    }

    /** What the server must have counted, if the client sent what it was asked for. */
    long expectedCarriedOut() {
      return calls.stream().mapToLong(WatchedCommands.Call::carriedOut).sum();
    }
  }

  /** The server behind the port, if there is one. */
  Optional<RedisServer> server() {
    return server;
  }

  /** The port, unwatched. */
  RedisCommands commands() {
    return commands;
  }

  /** The port that applications get, if they run in this process. */
  WatchedCommands watched() {
    needsOneProcess();
    return watched;
  }

  /** Aborts the test where the application is out of reach. */
  void needsOneProcess() {
    if (!inProcess) {
      throw HttpCapability.IN_PROCESS.notClaimed();
    }
  }

  /** Lets go of whatever a test held. */
  void release() {
    watched.releaseWrites();
    watched.comeBack();
  }

  /** What applications ask of Redis while something runs. */
  Cost costOf(Runnable action) {
    watched.takeCalls();
    if (server.isEmpty()) {
      action.run();
      return new Cost(watched.takeCalls(), Optional.empty());
    }
    try (RawRedis raw = server.get().raw()) {
      CommandStats before = CommandStats.read(raw);
      action.run();
      CommandStats counted = CommandStats.read(raw).since(before).meant();
      long carriedOut = counted.calls().values().stream().mapToLong(Long::longValue).sum();
      return new Cost(
          inProcess ? watched.takeCalls() : CountedCalls.in(counted), Optional.of(carriedOut));
    }
  }

  <T> T ask(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(Website.TIMEOUT.toSeconds(), TimeUnit.SECONDS)
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

  void remove(String prefix) {
    ask(commands.delete(keys(prefix)));
  }
}
