package io.cloakroom.micronaut;

import io.cloakroom.http.OnHandlerError;
import io.cloakroom.http.OnUnavailable;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.Unset;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of the sessions of this application, by the names of express-session. */
@ConfigurationProperties("cloakroom")
public final class CloakroomConfiguration {

  private boolean enabled = true;
  private @Nullable String secret;
  private List<String> secrets = List.of();
  private boolean sharedWithExpress;
  private @Nullable String name;
  private boolean resave;
  private boolean rolling;
  private boolean saveUninitialized;
  private boolean proxy;
  private Unset unset = Unset.KEEP;
  private OnHandlerError onHandlerError = OnHandlerError.SAVE;
  private OnUnavailable onUnavailable = OnUnavailable.FAIL;

  CloakroomConfiguration() {}

  /** Whether Cloakroom keeps the sessions. */
  public boolean isEnabled() {
    return enabled;
  }

  /**
   * Whether Cloakroom keeps the sessions. Default: true.
   *
   * @param enabled Whether Cloakroom keeps the sessions; if not, Micronaut's own store does.
   *     Default: true
   */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** What the ids in cookies are signed with. */
  public @Nullable String getSecret() {
    return secret;
  }

  /**
   * What the ids in cookies are signed with. Required, unless there are several.
   *
   * @param secret What the ids in cookies are signed with: at least 32 bytes that nobody can guess.
   *     Required, or secrets instead
   */
  public void setSecret(String secret) {
    this.secret = secret;
  }

  /** Several secrets, the newest first. */
  public List<String> getSecrets() {
    return secrets;
  }

  /**
   * Several secrets, the newest first.
   *
   * @param secrets Instead of secret: the newest one, which signs, and after it old ones whose
   *     cookies are still accepted
   */
  public void setSecrets(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** Whether Express servers use the same sessions. */
  public boolean isSharedWithExpress() {
    return sharedWithExpress;
  }

  /**
   * Whether Express servers use the same sessions. Default: false.
   *
   * @param sharedWithExpress Whether Express servers use the same sessions: the cookie's name is
   *     connect.sid then, and what Express could not read or would lose is refused. Default: false
   */
  public void setSharedWithExpress(boolean sharedWithExpress) {
    this.sharedWithExpress = sharedWithExpress;
  }

  /** The cookie's name. */
  public String getName() {
    if (name != null) {
      return name;
    }
    return sharedWithExpress ? SessionEngineBuilder.EXPRESS_NAME : "sid";
  }

  /**
   * The cookie's name. Default: {@code sid}, or {@code connect.sid} where sessions are shared with
   * Express.
   *
   * @param name The cookie's name. Default: sid, or connect.sid where sessions are shared with
   *     Express
   */
  public void setName(String name) {
    this.name = name;
  }

  /** Whether unchanged sessions are saved, too. */
  public boolean isResave() {
    return resave;
  }

  /**
   * Whether unchanged sessions are saved, too. Default: false.
   *
   * @param resave Whether a session that was asked for is saved even if it was not changed.
   *     Default: false
   */
  public void setResave(boolean resave) {
    this.resave = resave;
  }

  /** Whether the cookie is sent each time. */
  public boolean isRolling() {
    return rolling;
  }

  /**
   * Whether the cookie is sent each time. Default: false.
   *
   * @param rolling Whether the cookie is sent anew with every response that used the session.
   *     Default: false
   */
  public void setRolling(boolean rolling) {
    this.rolling = rolling;
  }

  /** Whether every visitor gets a session. */
  public boolean isSaveUninitialized() {
    return saveUninitialized;
  }

  /**
   * Whether every visitor gets a session. Default: false.
   *
   * @param saveUninitialized Whether a session is stored for every visitor, even an empty one.
   *     Default: false
   */
  public void setSaveUninitialized(boolean saveUninitialized) {
    this.saveUninitialized = saveUninitialized;
  }

  /** Whether the proxy is believed. */
  public boolean isProxy() {
    return proxy;
  }

  /**
   * Whether the proxy's {@code X-Forwarded-Proto} is believed. Default: false.
   *
   * @param proxy Whether the proxy's X-Forwarded-Proto is believed. Default: false
   */
  public void setProxy(boolean proxy) {
    this.proxy = proxy;
  }

  /** What letting go of a session does to it in Redis. */
  public Unset getUnset() {
    return unset;
  }

  /**
   * What letting go of a session does to it in Redis. Default: {@link Unset#KEEP}.
   *
   * @param unset What RequestSession.unset() does to the session in Redis: keep or destroy.
   *     Default: keep
   */
  public void setUnset(Unset unset) {
    this.unset = unset;
  }

  /** What becomes of the changes of a handler that throws. */
  public OnHandlerError getOnHandlerError() {
    return onHandlerError;
  }

  /**
   * What becomes of the changes of a handler that throws. Default: {@link OnHandlerError#SAVE}.
   *
   * @param onHandlerError What becomes of the changes of a handler that throws: save or drop.
   *     Default: save
   */
  public void setOnHandlerError(OnHandlerError onHandlerError) {
    this.onHandlerError = onHandlerError;
  }

  /** What requests do while Redis is away. */
  public OnUnavailable getOnUnavailable() {
    return onUnavailable;
  }

  /**
   * What requests do while Redis is away. Default: {@link OnUnavailable#FAIL}.
   *
   * @param onUnavailable What requests that need their session do while Redis is away: fail, with
   *     503; or go-on, without it. Default: fail
   */
  public void setOnUnavailable(OnUnavailable onUnavailable) {
    this.onUnavailable = onUnavailable;
  }

  SessionEngineBuilder applyTo(SessionEngineBuilder engine) {
    if (secret != null && !secrets.isEmpty()) {
      throw new ConfigurationException(
          "Properties cloakroom.secret and cloakroom.secrets are both set: put all into secrets");
    }
    return engine
        .secrets(secret == null ? secrets : List.of(secret))
        .name(getName())
        .resave(resave)
        .rolling(rolling)
        .saveUninitialized(saveUninitialized)
        .proxy(proxy)
        .unset(unset)
        .onHandlerError(onHandlerError)
        .onUnavailable(onUnavailable);
  }
}
