package io.cloakroom.micronaut;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.reflect.ClassUtils;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the store's serializer: the application's bean, or JSON with what properties allow. */
final class ConfiguredSerializer {

  private static final String PROPERTY = "cloakroom.store.allow";
  private static final String WHOLE_PACKAGE = ".*";

  private ConfiguredSerializer() {}

  static SessionSerializer of(@Nullable SessionSerializer bean, List<String> allow) {
    if (bean == null) {
      return json(allow);
    }
    if (!allow.isEmpty()) {
      throw new ConfigurationException(
          "There are a SessionSerializer bean and the property " + PROPERTY + ": use one");
    }
    return bean;
  }

  private static JsonSessionSerializer json(List<String> allow) {
    JsonSessionSerializer.Builder json =
        JsonSessionSerializer.builder()
            .allowAdvice(type -> "add " + type.getName() + " to " + PROPERTY);
    for (String entry : allow) {
      String name = entry.strip();
      if (name.endsWith(WHOLE_PACKAGE)) {
        json.allowPackage(name.substring(0, name.length() - WHOLE_PACKAGE.length()));
      } else {
        json.allow(type(name));
      }
    }
    return json.build();
  }

  private static Class<?> type(String name) {
    return ClassUtils.forName(name, Thread.currentThread().getContextClassLoader())
        .orElseThrow(
            () ->
                new ConfigurationException(
                    PROPERTY
                        + ": there is no class "
                        + name
                        + nested(name)
                            .map(found -> ". Did you mean " + found + "?")
                            .orElse(
                                ". A nested class is written Outer$Inner, all classes of a package"
                                    + " com.example.*")));
  }

  /** Finds a nested class whose name was written with a dot before it. */
  private static Optional<String> nested(String name) {
    String tried = name;
    for (int dot = tried.lastIndexOf('.'); dot > 0; dot = tried.lastIndexOf('.')) {
      tried = tried.substring(0, dot) + '$' + tried.substring(dot + 1);
      if (ClassUtils.isPresent(tried, Thread.currentThread().getContextClassLoader())) {
        return Optional.of(tried);
      }
    }
    return Optional.empty();
  }
}
