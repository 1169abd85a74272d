package io.cloakroom.session;

import io.cloakroom.redis.CommandOutcome;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A port of which every command is watched, for metrics and traces. */
final class WatchedPort implements RedisCommands {

  private final RedisCommands commands;
  private final CommandWatch watch;

  private WatchedPort(RedisCommands commands, CommandWatch watch) {
    this.commands = commands;
    this.watch = watch;
  }

  /** Returns the same port, which tells an observer how long each command took and how it ended. */
  static RedisCommands timed(RedisCommands commands, StoreObserver observer) {
    return observer == StoreObserver.NONE
        ? commands
        : new WatchedPort(commands, new CommandWatch.Timing(observer));
  }

  /** Returns the same port, which tells a tracer of each command that is sent. */
  static RedisCommands counted(RedisCommands commands, SessionTracer tracer) {
    return tracer == SessionTracer.NONE
        ? commands
        : new WatchedPort(commands, new CommandWatch.Counting(tracer));
  }

  /** Returns the same port, whose commands belong to the step that they are sent for. */
  static RedisCommands traced(RedisCommands commands, SessionTracer tracer) {
    return tracer == SessionTracer.NONE
        ? commands
        : new WatchedPort(commands, new CommandWatch.Tracing(tracer));
  }

  @Override
  public byte[] keyOnServer(String key) {
    return commands.keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return commands.isOnReceivingThread();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return watch.send("get", () -> commands.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return watch.send("get_and_expire", () -> commands.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return watch.send("multi_get", () -> commands.multiGet(keys));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return watch.send("set", () -> commands.set(key, value, options));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return watch.send("expire", () -> commands.expire(key, ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return watch.send("time_to_live", () -> commands.timeToLive(key));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return watch.send("delete", () -> commands.delete(keys));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return watch.send("scan", () -> commands.scan(prefix, cursor, count));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return watch.send(
        script.name().toLowerCase(Locale.ROOT), () -> commands.eval(script, keys, arguments));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return watch.send("compare_and_set", () -> commands.compareAndSet(key, expected, value, ttl));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
    return watch.send("compare_and_delete", () -> commands.compareAndDelete(key, expected));
  }

  /** Sends the commands of the port, and sees how each ends. */
  interface CommandWatch {

    /**
     * Sends a command.
     *
     * @param name the method of the port, or the script, such as {@code get_and_expire}
     */
    <T> CompletionStage<T> send(String name, Supplier<CompletionStage<T>> command);

    /** Tells an observer how long each command took and how it ended. */
    record Timing(StoreObserver observer) implements CommandWatch {

      @Override
      public <T> CompletionStage<T> send(String name, Supplier<CompletionStage<T>> command) {
        long start = System.nanoTime();
        return command
            .get()
            .whenComplete(
                (answer, failure) ->
                    observer.commandEnded(
                        name,
                        CommandOutcome.of(failure),
                        Duration.ofNanos(System.nanoTime() - start)));
      }
    }

    /** Tells a tracer of each command that is sent. */
    record Counting(SessionTracer tracer) implements CommandWatch {

      @Override
      public <T> CompletionStage<T> send(String name, Supplier<CompletionStage<T>> command) {
        tracer.commandSent();
        return command.get();
      }
    }

    /** Makes each command part of the step that it is sent for. */
    record Tracing(SessionTracer tracer) implements CommandWatch {

      @Override
      public <T> CompletionStage<T> send(String name, Supplier<CompletionStage<T>> command) {
        return tracer.command(command);
      }
    }
  }
}
