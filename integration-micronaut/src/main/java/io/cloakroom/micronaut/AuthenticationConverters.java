package io.cloakroom.micronaut;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.TypeConverter;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts who is logged in to plain values, so that any serializer can store it, and no class of
 * micronaut-security needs to be allowed.
 */
@Factory
@Requires(classes = Authentication.class)
@SuppressWarnings("rawtypes") // a converter is found by its classes
final class AuthenticationConverters {

  private static final String NAME = "name";
  private static final String ROLES = "roles";
  private static final String ATTRIBUTES = "attributes";

  @Singleton
  TypeConverter<Authentication, Map> toMap() {
    return TypeConverter.of(
        Authentication.class,
        Map.class,
        who -> {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put(NAME, who.getName());
          map.put(ROLES, new ArrayList<>(who.getRoles()));
          map.put(ATTRIBUTES, new LinkedHashMap<>(who.getAttributes()));
          return map;
        });
  }

  @Singleton
  TypeConverter<Map, Authentication> fromMap() {
    return TypeConverter.of(Map.class, Authentication.class, AuthenticationConverters::read);
  }

  private static Authentication read(Map<?, ?> map) {
    Object name = map.get(NAME);
    if (name == null) {
      throw new IllegalArgumentException("An authentication must have a name");
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (map.get(ATTRIBUTES) instanceof Map<?, ?> stored) {
      stored.forEach((key, value) -> attributes.put(key.toString(), value));
    }
    List<String> roles =
        map.get(ROLES) instanceof List<?> stored
            ? stored.stream().map(String::valueOf).toList()
            : List.of();
    return Authentication.build(name.toString(), roles, attributes);
  }
}
