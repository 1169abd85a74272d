package io.cloakroom.tck.http.application;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.OnHandlerError;
import io.cloakroom.http.OnUnavailable;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.http.Unset;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The options of an {@link Application}'s engine. An integration applies them to the builder of its
 * engine, after its own defaults.
 */
public final class EngineOptions {

  private String name = "kit.sid";
  private List<String> secrets = List.of("the kit's own secret, of more than 32 bytes");
  private Consumer<SessionEngineBuilder> others = builder -> {};

  public EngineOptions() {}

  /** Returns the cookie's name. */
  public String name() {
    return name;
  }

  /** Returns what ids are signed with, the newest first. */
  public List<String> secrets() {
    return secrets;
  }

  /** Sets all of them. */
  public SessionEngineBuilder applyTo(SessionEngineBuilder builder) {
    builder.name(name).secrets(secrets);
    others.accept(builder);
    return builder;
  }

  public EngineOptions name(String newName) {
    this.name = newName;
    return this;
  }

  public EngineOptions secrets(String... newestFirst) {
    this.secrets = List.of(newestFirst);
    return this;
  }

  private EngineOptions and(Consumer<SessionEngineBuilder> option) {
    others = others.andThen(option);
    return this;
  }

  public EngineOptions cookie(Consumer<CookieOptions> options) {
    return and(builder -> builder.cookie(options));
  }

  public EngineOptions genid(Function<SessionRequest, SessionId> genid) {
    return and(builder -> builder.genid(genid));
  }

  public EngineOptions resave(boolean on) {
    return and(builder -> builder.resave(on));
  }

  public EngineOptions rolling(boolean on) {
    return and(builder -> builder.rolling(on));
  }

  public EngineOptions saveUninitialized(boolean on) {
    return and(builder -> builder.saveUninitialized(on));
  }

  public EngineOptions proxy(boolean on) {
    return and(builder -> builder.proxy(on));
  }

  public EngineOptions unset(Unset unset) {
    return and(builder -> builder.unset(unset));
  }

  public EngineOptions onHandlerError(OnHandlerError policy) {
    return and(builder -> builder.onHandlerError(policy));
  }

  public EngineOptions onUnavailable(OnUnavailable policy) {
    return and(builder -> builder.onUnavailable(policy));
  }
}
