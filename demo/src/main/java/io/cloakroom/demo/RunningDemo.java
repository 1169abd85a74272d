package io.cloakroom.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The demo with all that belongs to it, from start to stop. */
final class RunningDemo implements Closeable {

  private final Deque<Closeable> started = new ArrayDeque<>();
  private final WebApplication application;
  private final String sessionsAre;
  private final Optional<ExpressHalf> express;

  private RunningDemo(DemoSettings settings) throws IOException {
    try {
      DemoFolder folder = opened(DemoFolder.open(settings.folder()));
      String secret = settings.secret().orElseGet(folder::secret);
      OpenClient client;
      Optional<URI> server = Optional.empty();
      if (settings.client() == ClientChoice.MOCK) {
        client = opened(OpenClient.inMemory());
        sessionsAre = "in memory, until it stops";
      } else {
        URI redis =
            settings.redis().isPresent()
                ? settings.redis().get()
                : opened(EmbeddedRedis.start(folder.redis())).uri();
        server = Optional.of(redis);
        client = opened(OpenClient.connect(settings.client(), redis));
        sessionsAre =
            settings.redis().isPresent()
                ? "in the Redis at " + place(redis)
                : "in an embedded Redis ("
                    + place(redis)
                    + "), which keeps them in "
                    + settings.folder();
      }
      application =
          opened(settings.framework().open(client, Choice.word(settings.client()), secret));
      application.start(settings.port());
      express =
          settings.express()
              ? server.map(redis -> opened(expressOn(redis, folder.express(), secret)))
              : Optional.empty();
      express.map(ExpressHalf::uri).ifPresent(application::leadTo);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything.
   *
   * @throws DemoException if something can't be; what had been started is stopped again
   */
  static RunningDemo start(DemoSettings settings) throws IOException {
    return new RunningDemo(settings);
  }

  private ExpressHalf expressOn(URI redis, Path folder, String secret) {
    return ExpressHalf.start(folder, redis, WebApplication.COOKIE, secret, uri());
  }

  private <T extends Closeable> T opened(T resource) {
    started.push(resource);
    return resource;
  }

  private static String place(URI redis) {
    return redis.getHost() + (redis.getPort() < 0 ? "" : ":" + redis.getPort());
  }

  /** Where the application listens. */
  URI uri() {
    return URI.create("http://localhost:" + application.port() + "/");
  }

  /** Where Express serves the same sessions, if it does. */
  Optional<URI> expressUri() {
    return express.map(ExpressHalf::uri);
  }

  /** Where its sessions are, in words. */
  String sessionsAre() {
    return sessionsAre;
  }

  /** Stops everything, the last started first. */
  @Override
  public void close() throws IOException {
    IOException failure = new IOException("Not everything stopped cleanly");
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
