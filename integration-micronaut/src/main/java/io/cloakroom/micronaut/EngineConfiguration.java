package io.cloakroom.micronaut;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.micronaut.context.annotation.ConfigurationBuilder;
import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The properties below {@code cloakroom} and {@code cloakroom.cookie}: the options of {@link
 * SessionEngineBuilder} and {@link CookieOptions} by their names, whose defaults stand there, and
 * three more.
 */
@ConfigurationProperties(KnownProperties.PREFIX)
final class EngineConfiguration {

  @ConfigurationBuilder(
      prefixes = "",
      excludes = {"store", "genid", "clock", "listener", "cookie", "sharedWithExpress", "build"})
  final SessionEngineBuilder engine = SessionEngine.builder().lastAccess(true);

  @ConfigurationBuilder(configurationPrefix = "cookie", prefixes = "")
  final CookieOptions cookie = engine.cookie();

  private boolean sharedWithExpress;
  private boolean loadAlways;

  /**
   * Whether Cloakroom stores the sessions.
   *
   * @param enabled Whether Cloakroom stores the sessions; if not, Micronaut's own store does.
   *     Default: true
   */
  public void setEnabled(boolean enabled) {
    // It decides whether this bean is there at all; see package-info.
  }

  /**
   * What the ids in cookies are signed with.
   *
   * @param secret What the ids in cookies are signed with: at least 32 bytes that nobody can guess.
   *     Required, or secrets instead: a list, the newest first
   */
  public void setSecret(String secret) {
    engine.secret(secret);
  }

  /**
   * Whether Express servers use the same sessions.
   *
   * @param sharedWithExpress Whether Express servers use the same sessions: the cookie's name is
   *     connect.sid then, and what Express could not read or would lose is refused. Default: false
   */
  public void setSharedWithExpress(boolean sharedWithExpress) {
    this.sharedWithExpress = sharedWithExpress;
    engine.sharedWithExpress(sharedWithExpress);
  }

  boolean isSharedWithExpress() {
    return sharedWithExpress;
  }

  /**
   * Whether every request loads its session.
   *
   * @param loadAlways Whether the session of every request with a signed cookie is loaded, as
   *     Micronaut's own module does, for code on event loops that asks SessionForRequest. If not,
   *     it is loaded where something may ask for it: a handler or error method with a session
   *     argument, filters of the application after the session filter, micronaut-security's
   *     session. Default: false
   */
  public void setLoadAlways(boolean loadAlways) {
    this.loadAlways = loadAlways;
  }

  boolean isLoadAlways() {
    return loadAlways;
  }
}
