package io.cloakroom.session;

import io.cloakroom.redis.CommandOutcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Sends the commands of a {@link WatchedPort}, and sees how each ends. */
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
