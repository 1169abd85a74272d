package io.cloakroom.demo;

import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo as a Micronaut application; its pages are {@link MicronautPages}. */
final class MicronautDemo implements WebApplication {

  private final OpenClient client;
  private final String clientName;
  private final String secret;
  private @Nullable ApplicationContext context;
  private int port;
  private volatile Optional<URI> expressHalf = Optional.empty();

  MicronautDemo(OpenClient client, String clientName, String secret) {
    this.client = client;
    this.clientName = clientName;
    this.secret = secret;
  }

  @Override
  public void start(int wantedPort) {
    ApplicationContext started =
        ApplicationContext.builder(
                Map.of(
                    "micronaut.server.port",
                    wantedPort == 0 ? -1 : wantedPort,
                    "cloakroom.secret",
                    secret,
                    "cloakroom.name",
                    COOKIE,
                    "cloakroom.shared-with-express",
                    true,
                    "cloakroom.store.prefix",
                    PREFIX,
                    "cloakroom.store.user-index",
                    DemoSession.NAME,
                    "cloakroom.sessions-page.path",
                    "/sessions",
                    "cloakroom.sessions-page.show-attributes",
                    "visits"))
            .banner(false)
            .build();
    context = started;
    started.registerSingleton(OpenClient.class, client);
    started.registerSingleton(RedisCommands.class, new LoggedRedisCommands(client.commands()));
    started.registerSingleton(MicronautDemo.class, this);
    started.start();
    try {
      port = started.getBean(EmbeddedServer.class).start().getPort();
    } catch (ServerStartupException e) {
      throw new DemoException(
          "Port " + wantedPort + " is taken, or may not be used: set PORT to another", e);
    }
  }

  /** What the pages call the Redis client. */
  String clientName() {
    return clientName;
  }

  /** Where the pages lead besides. */
  Optional<URI> expressHalf() {
    return expressHalf;
  }

  @Override
  public void leadTo(URI express) {
    expressHalf = Optional.of(express);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }
}
