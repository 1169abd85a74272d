package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tests.reference.Behaviour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** One of the servers was forgotten when the secret was replaced. */
  static Behaviour withOldSecretsOnOneServer() {
    AtomicInteger servers = new AtomicInteger();
    return new BrokenOptions(
        (builder, options) ->
            options.secrets().size() > 1 && servers.incrementAndGet() > 1
                ? builder.secret(options.secrets().get(0))
                : builder);
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
            return builder.name("sid");
          }
        });
  }

  @Override
  public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
    return change.apply(builder, options);
  }
}
