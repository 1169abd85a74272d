package io.cloakroom.micronaut;

import io.cloakroom.redis.RedisClientAdapter;
import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the port of the Redis client that the application has, unless there is a bean of {@link
 * RedisCommands}. Commands of a blocking client run on Micronaut's executor for blocking work.
 */
@Factory
final class RedisClientFactory {

  private final BeanContext beans;
  private final ExecutorService blocking;
  private @Nullable RedisCommands made;

  RedisClientFactory(BeanContext beans, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.beans = beans;
    this.blocking = blocking;
  }

  @Singleton
  @Bean
  @Requires(missingBeans = RedisCommands.class)
  RedisCommands commands() {
    List<RedisClientAdapter> adapters =
        ServiceLoader.load(RedisClientAdapter.class, beans.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    RedisClientBean chosen = chosen(adapters);
    made = chosen.adapter().adapt(beans.getBean(chosen.bean()), blocking);
    return made;
  }

  /** Returns the only client, or the only primary one. */
  private RedisClientBean chosen(List<RedisClientAdapter> adapters) {
    List<RedisClientBean> all = adapters.stream().flatMap(this::clientsOf).distinct().toList();
    List<RedisClientBean> primary =
        all.stream().filter(client -> client.bean().isPrimary()).toList();
    if (all.isEmpty()) {
      throw new ConfigurationException(RedisClientAdvice.whereThereIsNone(beans, adapters));
    }
    if (all.size() > 1 && primary.size() != 1) {
      throw new ConfigurationException(RedisClientAdvice.whereThereAreSeveral(all));
    }
    return all.size() == 1 ? all.get(0) : primary.get(0);
  }

  private Stream<RedisClientBean> clientsOf(RedisClientAdapter adapter) {
    return adapter.clientTypes().stream()
        .flatMap(type -> beans.getBeanDefinitions(type).stream())
        .map(bean -> new RedisClientBean(adapter, bean));
  }

  /** A bean of the application that is a Redis client, and the adapter for it. */
  record RedisClientBean(RedisClientAdapter adapter, BeanDefinition<?> bean) {}

  /** Closes what the port opened for itself; the client stays the application's. */
  @PreDestroy
  void close() throws Exception {
    if (made instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
