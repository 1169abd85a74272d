package io.cloakroom.tck.http.application;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query. */
record RequestQuery(Function<String, @Nullable String> parameters) {

  /** A parameter that the route needs. */
  String of(String name) {
    return of(name, "");
  }

  String of(String name, String otherwise) {
    String value = parameters.apply(name);
    return value == null ? otherwise : value;
  }
}
