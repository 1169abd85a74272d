package io.cloakroom.micronaut;

import io.cloakroom.micronaut.RedisClientFactory.RedisClientBean;
import io.cloakroom.redis.RedisClientAdapter;
import io.micronaut.context.BeanContext;
import io.micronaut.core.naming.Named;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.MethodInjectionPoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what to add or to annotate where the Redis client to use is not clear. */
final class RedisClientAdvice {

  private static final String A_BEAN_OF_THE_PORT = "a bean of io.cloakroom.redis.RedisCommands";

  /** The artifact of the adapter, by the type of the client. */
  private static final Map<String, String> ADAPTERS =
      Map.of(
          "io.lettuce.core.AbstractRedisClient", "cloakroom-client-lettuce",
          "redis.clients.jedis.UnifiedJedis", "cloakroom-client-jedis",
          "org.redisson.api.RedissonClient", "cloakroom-client-redisson");

  private RedisClientAdvice() {}

  static String whereThereIsNone(BeanContext beans, List<RedisClientAdapter> adapters) {
    return "Cloakroom has no Redis client. "
        + ADAPTERS.entrySet().stream()
            .filter(adapter -> isAmong(beans, adapter.getKey()))
            .map(
                adapter ->
                    "Your Redis client needs the dependency io.cloakroom:" + adapter.getValue())
            .findFirst()
            .orElseGet(() -> withoutClient(adapters));
  }

  private static String withoutClient(List<RedisClientAdapter> adapters) {
    if (adapters.isEmpty()) {
      return "Add io.cloakroom:cloakroom-client-lettuce, cloakroom-client-jedis or"
          + " cloakroom-client-redisson to the dependencies, and a bean of that client; or "
          + A_BEAN_OF_THE_PORT;
    }
    return "Add a bean of one of "
        + adapters.stream()
            .flatMap(adapter -> adapter.clientTypes().stream())
            .map(Class::getName)
            .collect(Collectors.joining(", "))
        + "; or "
        + A_BEAN_OF_THE_PORT
        + ". If there is one already, look whether its @Factory was compiled with Micronaut's"
        + " annotation processor (io.micronaut:micronaut-inject-java); a JedisPool or a Jedis is"
        + " none of them, make it a JedisPooled or a RedisClient";
  }

  private static boolean isAmong(BeanContext beans, String clientType) {
    return ClassUtils.forName(clientType, beans.getClassLoader())
        .filter(beans::containsBean)
        .isPresent();
  }

  static String whereThereAreSeveral(List<RedisClientBean> clients) {
    return "Cloakroom has to choose between several Redis clients: "
        + clients.stream().map(client -> named(client.bean())).collect(Collectors.joining("; "))
        + ". Annotate one of them with @Primary, or add "
        + A_BEAN_OF_THE_PORT
        + ", such as "
        + clients.stream()
            .map(client -> client.adapter().example())
            .distinct()
            .collect(Collectors.joining(" or "));
  }

  /** Describes a bean as the application knows it: by class, name, and the method that makes it. */
  private static String named(BeanDefinition<?> bean) {
    StringBuilder text = new StringBuilder(bean.getBeanType().getName());
    if (bean.getDeclaredQualifier() instanceof Named qualifier) {
      text.append(" named \"").append(qualifier.getName()).append('"');
    }
    if (bean.getConstructor() instanceof MethodInjectionPoint<?, ?> method) {
      text.append(" made by ")
          .append(bean.getDeclaringType().map(Class::getName).orElse("a factory"))
          .append('.')
          .append(method.getName());
    }
    return text.toString();
  }
}
