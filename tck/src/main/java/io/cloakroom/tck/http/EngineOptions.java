package io.cloakroom.tck.http;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.OnHandlerError;
import io.cloakroom.http.OnUnavailable;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.http.Unset;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.function.Function;

/**
 * The options of an {@link Application}'s engine, as plain values: an integration hands each to its
 * own configuration, or all of them to a builder by {@link #applyTo}. They mean what {@link
 * SessionEngineBuilder} says.
 */
public final class EngineOptions {

  private String name = "kit.sid";
  private List<String> secrets = List.of("the kit's own secret, of more than 32 bytes");
  private CookieOptions cookie = CookieOptions.DEFAULT;
  private Function<SessionRequest, SessionId> genid = request -> SessionId.random();
  private boolean resave;
  private boolean rolling;
  private boolean saveUninitialized;
  private boolean proxy;
  private Unset unset = Unset.KEEP;
  private OnHandlerError onHandlerError = OnHandlerError.SAVE;
  private OnUnavailable onUnavailable = OnUnavailable.FAIL;

  EngineOptions() {}

  /** The cookie's name. */
  public String name() {
    return name;
  }

  /** What ids are signed with, the newest first. */
  public List<String> secrets() {
    return secrets;
  }

  /** The attributes of the cookies of new sessions. */
  public CookieOptions cookie() {
    return cookie;
  }

  /** Makes the ids of new sessions. */
  public Function<SessionRequest, SessionId> genid() {
    return genid;
  }

  /** Whether unchanged sessions are saved. */
  public boolean resave() {
    return resave;
  }

  /** Whether the cookie is sent anew each time. */
  public boolean rolling() {
    return rolling;
  }

  /** Whether every visitor gets a session. */
  public boolean saveUninitialized() {
    return saveUninitialized;
  }

  /** Whether {@code X-Forwarded-Proto} is believed. */
  public boolean proxy() {
    return proxy;
  }

  /** What letting go of a session does to it. */
  public Unset unset() {
    return unset;
  }

  /** What becomes of a throwing handler's changes. */
  public OnHandlerError onHandlerError() {
    return onHandlerError;
  }

  /** What requests do while Redis is away. */
  public OnUnavailable onUnavailable() {
    return onUnavailable;
  }

  /** Gives all of them to a builder. */
  public SessionEngineBuilder applyTo(SessionEngineBuilder builder) {
    return builder
        .name(name)
        .secrets(secrets)
        .cookie(cookie)
        .genid(genid)
        .resave(resave)
        .rolling(rolling)
        .saveUninitialized(saveUninitialized)
        .proxy(proxy)
        .unset(unset)
        .onHandlerError(onHandlerError)
        .onUnavailable(onUnavailable);
  }

  EngineOptions name(String newName) {
    this.name = newName;
    return this;
  }

  EngineOptions secrets(String... newestFirst) {
    this.secrets = List.of(newestFirst);
    return this;
  }

  EngineOptions cookie(CookieOptions newCookie) {
    this.cookie = newCookie;
    return this;
  }

  EngineOptions genid(Function<SessionRequest, SessionId> newGenid) {
    this.genid = newGenid;
    return this;
  }

  EngineOptions resave(boolean on) {
    this.resave = on;
    return this;
  }

  EngineOptions rolling(boolean on) {
    this.rolling = on;
    return this;
  }

  EngineOptions saveUninitialized(boolean on) {
    this.saveUninitialized = on;
    return this;
  }

  EngineOptions proxy(boolean on) {
    this.proxy = on;
    return this;
  }

  EngineOptions unset(Unset newUnset) {
    this.unset = newUnset;
    return this;
  }

  EngineOptions onHandlerError(OnHandlerError policy) {
    this.onHandlerError = policy;
    return this;
  }

  EngineOptions onUnavailable(OnUnavailable policy) {
    this.onUnavailable = policy;
    return this;
  }
}
