package io.cloakroom.demo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What one request cost in Redis, and the cookie it was answered with.
 *
 * <p>Commands are told apart by the thread that gives them: it is {@link #during in} a request's
 * log or in none. {@link LoggedRedisCommands} sees to it that what follows from a reply is in the
 * log of the command.
 */
final class RequestLog {

  private static final ThreadLocal<@Nullable RequestLog> CURRENT = new ThreadLocal<>();

  private final String request;
  private final List<LoggedCommand> commands = new CopyOnWriteArrayList<>();
  private volatile List<String> setCookies = List.of();

  /** Begins the log of a request, which is called by its method and path. */
  RequestLog(String request) {
    this.request = request;
  }

  /** Something to do that may fail. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** The log of the request that this thread works for. */
  static Optional<RequestLog> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** From now on this thread works for another request, or none; tells for which it did. */
  static @Nullable RequestLog exchange(@Nullable RequestLog log) {
    RequestLog before = CURRENT.get();
    if (log == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(log);
    }
    return before;
  }

  /** Does something as part of a request; of none, if the log is null. */
  static <T, E extends Exception> T during(@Nullable RequestLog log, Work<T, E> work) throws E {
    RequestLog before = exchange(log);
    try {
      return work.run();
    } finally {
      exchange(before);
    }
  }

  void add(LoggedCommand command) {
    commands.add(command);
  }

  /** To be told when the response's headers are complete. */
  void answeredWith(List<String> newSetCookies) {
    setCookies = List.copyOf(newSetCookies);
  }

  String request() {
    return request;
  }

  List<LoggedCommand> commands() {
    return List.copyOf(commands);
  }

  List<String> setCookies() {
    return setCookies;
  }
}
