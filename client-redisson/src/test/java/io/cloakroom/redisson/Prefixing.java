package io.cloakroom.redisson;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.redisson.config.BaseConfig;

/** Names keys as a user's {@code NameMapper} does, which is of another type in Redisson 3 and 4. */
final class Prefixing {

  private Prefixing() {}

  static <C extends BaseConfig<?>> C put(String prefix, C config) {
    if (prefix.isEmpty()) {
      return config;
    }
    Method setter =
        Stream.of(config.getClass().getMethods())
            .filter(method -> method.getName().equals("setNameMapper"))
            .filter(method -> !method.isBridge())
            .findFirst()
            .orElseThrow();
    Class<?> mapper = setter.getParameterTypes()[0];
    try {
      setter.invoke(
          config,
          Proxy.newProxyInstance(
              mapper.getClassLoader(),
              new Class<?>[] {mapper},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "map" -> prefix + arguments[0];
                    case "unmap" -> ((String) arguments[0]).substring(prefix.length());
                    default -> throw new UnsupportedOperationException(method.toString());
                  }));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return config;
  }
}
