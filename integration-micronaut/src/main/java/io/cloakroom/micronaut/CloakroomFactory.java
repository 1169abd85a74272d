package io.cloakroom.micronaut;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.express.Express;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.record.ForeignRecords;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.SessionTracer;
import io.cloakroom.session.StoreObserver;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the store and the engine from the configuration and from beans of {@link
 * SessionSerializer}, {@link KeyRing}, {@link ForeignRecords}, {@link StoreObserver} and {@link
 * SessionTracer}. A bean of your own takes the place of any of them; a {@code
 * BeanCreatedEventListener} of a builder sets what configuration can't say.
 */
@Factory
final class CloakroomFactory {

  @Singleton
  RedisSessionStoreBuilder storeBuilder(
      PropertyCheck checked,
      EngineConfiguration sessions,
      BeanProvider<StoreConfiguration> configuration,
      ResilienceConfiguration resilience,
      @Nullable SessionSerializer serializer,
      @Nullable KeyRing keyRing,
      @Nullable ForeignRecords foreignRecords,
      List<StoreObserver> observers,
      @Nullable SessionTracer tracer) {
    StoreConfiguration options = built(configuration::get, ".store");
    RedisSessionStoreBuilder store = options.store;
    store
        .resilience(resilience.resilience())
        .observer(observers.toArray(StoreObserver[]::new))
        .serializer(ConfiguredSerializer.of(serializer, options.allow()));
    options.encrypt(keyRing);
    if (tracer != null) {
      store.tracer(tracer);
    }
    if (foreignRecords != null) {
      store.foreignRecords(foreignRecords);
    }
    return sessions.isSharedWithExpress() ? store.sharedWith(Express.peer()) : store;
  }

  @Singleton
  @Requires(missingBeans = SessionStore.class)
  SessionStore store(RedisSessionStoreBuilder builder) {
    return built(builder::build, ".store");
  }

  @Singleton
  SessionEngineBuilder engineBuilder(
      PropertyCheck checked,
      EngineConfiguration options,
      SessionStore store,
      SessionEvents events) {
    return options.engine.store(store).listener(events);
  }

  /** Makes the engine at the start, so that wrong options or a wrong client show then. */
  @Context
  @Bean(preDestroy = "close")
  @Requires(missingBeans = SessionEngine.class)
  SessionEngine engine(SessionEngineBuilder builder) {
    return built(builder::build, "");
  }

  /** Builds, and names the properties of options that are wrong. */
  private static <T> T built(Supplier<T> build, String group) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      throw withProperties(e, group);
    } catch (BeanInstantiationException e) { // around what a builder's setter threw
      throw e.getCause() instanceof IllegalArgumentException wrong
          ? withProperties(wrong, group)
          : e;
    }
  }

  private static ConfigurationException withProperties(
      IllegalArgumentException wrong, String group) {
    String message = String.valueOf(wrong.getMessage());
    String properties = new KnownProperties().namedIn(message, group);
    return new ConfigurationException(
        message + (properties.isEmpty() ? "" : " (in properties: " + properties + ")"), wrong);
  }
}
