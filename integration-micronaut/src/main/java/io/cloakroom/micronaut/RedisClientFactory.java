package io.cloakroom.micronaut;

import io.cloakroom.redis.RedisClientAdapter;
import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the port out of the Redis client that the application has, unless it has a bean of {@link
 * RedisCommands}. Commands of a client that has threads wait run on Micronaut's executor for
 * blocking work.
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

  private record Candidate(RedisClientAdapter adapter, Object client) {}

  @Singleton
  @Bean
  @Requires(missingBeans = RedisCommands.class)
  RedisCommands commands() {
    List<RedisClientAdapter> adapters =
        ServiceLoader.load(RedisClientAdapter.class, beans.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    List<Candidate> candidates = new ArrayList<>();
    for (RedisClientAdapter adapter : adapters) {
      for (Class<?> type : adapter.clientTypes()) {
        candidates.addAll(candidates(adapter, type));
      }
    }
    if (candidates.size() != 1) {
      throw new ConfigurationException(
          candidates.isEmpty() ? nothingFound(adapters) : tooMany(candidates));
    }
    Candidate only = candidates.get(0);
    made = only.adapter().adapt(only.client(), blocking);
    return made;
  }

  /** Of several of one type, the primary one if there is one. */
  private <T> List<Candidate> candidates(RedisClientAdapter adapter, Class<T> type) {
    if (beans.getBeanDefinitions(type).stream().filter(bean -> bean.isPrimary()).count() == 1) {
      return List.of(new Candidate(adapter, beans.getBean(type)));
    }
    return beans.getBeansOfType(type).stream()
        .map(client -> new Candidate(adapter, client))
        .toList();
  }

  private static String nothingFound(List<RedisClientAdapter> adapters) {
    if (adapters.isEmpty()) {
      return "Cloakroom has no Redis client. Add cloakroom-client-lettuce, cloakroom-client-jedis or"
          + " cloakroom-client-redisson, and a bean of that client; or a bean of RedisCommands";
    }
    return "Cloakroom has no Redis client. Add a bean of one of "
        + adapters.stream()
            .flatMap(adapter -> adapter.clientTypes().stream())
            .map(Class::getName)
            .collect(Collectors.joining(", "))
        + "; or of RedisCommands";
  }

  private static String tooMany(List<Candidate> candidates) {
    return "Cloakroom has to choose between several Redis clients: "
        + candidates.stream()
            .map(candidate -> candidate.client().getClass().getName())
            .collect(Collectors.joining(", "))
        + ". Say which by a bean of RedisCommands, such as LettuceCommands.of(client)";
  }

  /** Closes what the port opened for itself; the client stays the application's. */
  @PreDestroy
  void close() throws Exception {
    if (made instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
