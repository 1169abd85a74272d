package io.cloakroom.tck.servers;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Servers that belong together, some of which may be down.
 *
 * @param servers all of them, in the order in which they are asked
 */
public record ServerGroup(List<ProgramServer> servers) {

  /** Starts those that don't run, all at once, and returns when they take commands. */
  void start() {
    servers.parallelStream().filter(server -> !server.isRunning()).forEach(RedisServer::start);
  }

  Stream<ProgramServer> running() {
    return servers.stream().filter(ProgramServer::isRunning);
  }

  /** What the first that can tell says. */
  <T> Optional<T> ask(Function<RawRedis, Optional<T>> question) {
    return running().flatMap(server -> askOne(server, question).stream()).findFirst();
  }

  /** What one says; empty if it is not there to be asked. */
  public static <T> Optional<T> askOne(
      RedisServer server, Function<RawRedis, Optional<T>> question) {
    try (RawRedis raw = server.raw()) {
      return question.apply(raw);
    } catch (UncheckedIOException | RawRedis.ErrorReply notNow) {
      return Optional.empty();
    }
  }

  RedisServer onPort(int port) {
    return servers.stream()
        .filter(server -> server.uri().getPort() == port)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No server of ours is on port " + port));
  }

  void close() {
    servers.forEach(RedisServer::close);
  }
}
