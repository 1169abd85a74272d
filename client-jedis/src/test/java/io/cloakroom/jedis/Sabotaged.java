package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens the ports of one run of the kit, whose configuration says how they are broken. */
final class Sabotaged implements BeforeAllCallback {

  static final String NAME = "cloakroom.saboteur";

  /** Half of what the kit grants others: some saboteurs are caught when it is up, or five times. */
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final KitClients clients;
  private JedisSaboteur saboteur;

  Sabotaged(Duration timeout) {
    this.clients = new KitClients(timeout);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    saboteur = context.getConfigurationParameter(NAME, JedisSaboteur::valueOf).orElseThrow();
  }

  RedisCommands open(URI redis) {
    return saboteur.open(clients, redis);
  }

  void close(RedisCommands commands) {
    clients.close(commands);
  }
}
