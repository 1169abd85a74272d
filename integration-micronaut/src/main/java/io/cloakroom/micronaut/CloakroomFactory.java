package io.cloakroom.micronaut;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;

/**
 * The store and the engine, made of the configuration. A bean of your own takes the place of any of
 * them; a {@code BeanCreatedEventListener} of a builder sets what configuration can't say.
 */
@Factory
final class CloakroomFactory {

  @Prototype
  RedisSessionStoreBuilder storeBuilder(
      RedisCommands commands,
      CloakroomConfiguration sessions,
      StoreConfiguration options,
      ResilienceConfiguration resilience) {
    RedisSessionStoreBuilder builder =
        RedisSessionStore.builder(commands).resilience(resilience.resilience());
    return options.applyTo(sessions.isSharedWithExpress() ? builder.sharedWithExpress() : builder);
  }

  @Singleton
  @Requires(missingBeans = SessionStore.class)
  SessionStore store(RedisSessionStoreBuilder builder) {
    return builder.build();
  }

  @Prototype
  SessionEngineBuilder engineBuilder(
      SessionStore store,
      CloakroomConfiguration options,
      CookieConfiguration cookie,
      SessionEvents events) {
    try {
      return options
          .applyTo(SessionEngine.builder(store))
          .cookie(cookie.options())
          .listener(events);
    } catch (IllegalArgumentException e) {
      throw misconfigured(e);
    }
  }

  /** Made at the start: what is wrong with the options or the client shows then. */
  @Context
  @Requires(missingBeans = SessionEngine.class)
  SessionEngine engine(SessionEngineBuilder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw misconfigured(e);
    }
  }

  private static ConfigurationException misconfigured(IllegalArgumentException problem) {
    return new ConfigurationException(
        problem.getMessage() + " (options are properties below cloakroom: cloakroom.secret …)",
        problem);
  }
}
