package io.cloakroom.micronaut;

import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.reactivestreams.Publisher;

/**
 * Tells whether Redis answers, by reading a key that is none of a session. Off by {@code
 * endpoints.health.cloakroom.enabled=false}.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(beans = {HealthEndpoint.class, RedisCommands.class})
@Requires(
    property = HealthEndpoint.PREFIX + ".cloakroom.enabled",
    notEquals = "false",
    defaultValue = "true")
final class SessionStoreHealth implements HealthIndicator {

  private static final String NAME = "cloakroom";

  private final RedisCommands commands;
  private final String key;

  SessionStoreHealth(RedisCommands commands, StoreConfiguration store) {
    this.commands = commands;
    this.key = store.getPrefix() + "health?";
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.fromCompletableFuture(
        () ->
            commands
                .get(key)
                .handle((none, failure) -> failure == null ? up() : down(failure))
                .toCompletableFuture());
  }

  private static HealthResult up() {
    return HealthResult.builder(NAME, HealthStatus.UP).build();
  }

  private static HealthResult down(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return HealthResult.builder(NAME, HealthStatus.DOWN)
        .details(Map.of("error", cause.getClass().getSimpleName() + ": " + cause.getMessage()))
        .build();
  }
}
