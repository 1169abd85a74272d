package io.cloakroom.mock.http;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.EngineOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** An integration that gets an option wrong. */
final class BrokenOptions extends Behaviour {

  private final BiFunction<SessionEngineBuilder, EngineOptions, SessionEngineBuilder> change;

  BrokenOptions(BiFunction<SessionEngineBuilder, EngineOptions, SessionEngineBuilder> change) {
    this.change = change;
  }

  static Behaviour ignoringGenid() {
    return new BrokenOptions((builder, options) -> builder.genid(request -> SessionId.random()));
  }

  static Behaviour withTheNewestSecretOnly() {
    return new BrokenOptions((builder, options) -> builder.secret(options.secrets().get(0)));
  }

  static Behaviour withTheOldestSecretFirst() {
    return new BrokenOptions(
        (builder, options) -> {
          List<String> oldestFirst = new ArrayList<>(options.secrets());
          Collections.reverse(oldestFirst);
          return builder.secrets(oldestFirst);
        });
  }

  static Behaviour startingWithAnyCookie() {
    return new BrokenOptions(
        (builder, options) -> {
          try {
            builder.build();
            return builder;
          } catch (IllegalArgumentException e) {
            return builder.name("sid").cookie(CookieOptions.DEFAULT);
          }
        });
  }

  @Override
  SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
    return change.apply(builder, options);
  }
}
