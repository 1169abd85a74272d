package io.cloakroom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options of a {@link SessionEngine}, by the names that express-session gives them. A value
 * that can't be right is an {@link IllegalArgumentException} that names the option, at the latest
 * in {@link #build}.
 */
public final class SessionEngineBuilder {

  /** The name that express-session gives its cookie by default. */
  public static final String EXPRESS_NAME = "connect.sid";

  private static final Logger LOG = LoggerFactory.getLogger(SessionEngine.class);
  private static final int GOOD_SECRET_BYTES = 32;

  final SessionStore store;
  String name = "sid";
  private List<String> secrets = List.of();
  CookieOptions cookie = CookieOptions.DEFAULT;
  Function<SessionRequest, SessionId> genid = request -> SessionId.random();
  boolean resave;
  boolean rolling;
  boolean saveUninitialized;
  boolean proxy;
  Unset unset = Unset.KEEP;
  OnHandlerError onHandlerError = OnHandlerError.SAVE;
  OnUnavailable onUnavailable = OnUnavailable.FAIL;
  SessionListener listener = SessionListener.NONE;

  SessionEngineBuilder(SessionStore store) {
    this.store = require(store, "store", "a SessionStore");
  }

  /**
   * The cookie's name. Applications on one host need different ones. Default: {@code sid}.
   *
   * @param newName a token as RFC 9110 defines it: letters, digits and {@code !#$%&'*+-.^_`|~}
   */
  public SessionEngineBuilder name(String newName) {
    require(newName, "name", "a text");
    if (newName.isEmpty() || !newName.chars().allMatch(SessionEngineBuilder::isTokenCharacter)) {
      throw new IllegalArgumentException(
          "Option name must be letters, digits or !#$%&'*+-.^_`|~, but is \"" + newName + "\"");
    }
    this.name = newName;
    return this;
  }

  /**
   * What the ids in cookies are signed with. Required. The first signs; the others are old ones,
   * whose cookies are accepted and issued anew under the first. One shorter than 32 bytes is a
   * warning in the log.
   */
  public SessionEngineBuilder secret(String newest, String... old) {
    require(newest, "secret", "a text");
    return secrets(concat(newest, old));
  }

  /** As {@link #secret(String, String...)}, the newest first. */
  public SessionEngineBuilder secrets(List<String> newestFirst) {
    require(newestFirst, "secret", "a list of texts");
    this.secrets = List.copyOf(newestFirst);
    return this;
  }

  /**
   * For sessions that Express servers use, too: sets the name of express-session's cookie, {@link
   * #EXPRESS_NAME}, and its usual path, expiry and HttpOnly, which are those of {@link
   * CookieOptions#DEFAULT}. Secure and SameSite stay what they are there, safer than Express's; it
   * gets along with them. The secret is Express's. Where Express sets other options, set the same
   * ones here, after this; path and domain above all, since browsers keep cookies apart by them.
   *
   * <p>The store's half of it is {@link
   * io.cloakroom.session.RedisSessionStoreBuilder#sharedWithExpress}.
   */
  public SessionEngineBuilder sharedWithExpress() {
    return name(EXPRESS_NAME).cookie(CookieOptions.DEFAULT);
  }

  /** The attributes of the cookies of new sessions. Default: {@link CookieOptions#DEFAULT}. */
  public SessionEngineBuilder cookie(CookieOptions newCookie) {
    this.cookie = require(newCookie, "cookie", "CookieOptions");
    return this;
  }

  /**
   * Makes the ids of new sessions. Each must be new and impossible to guess. Default: {@link
   * SessionId#random}.
   */
  public SessionEngineBuilder genid(Function<SessionRequest, SessionId> newGenid) {
    this.genid = require(newGenid, "genid", "a function");
    return this;
  }

  /** Saves a session that a handler asked for even if nothing in it was changed. Default: false. */
  public SessionEngineBuilder resave(boolean on) {
    this.resave = on;
    return this;
  }

  /**
   * Sends the cookie anew with every response whose handler asked for the session, so that its
   * expiry moves as the TTL does. Default: false.
   */
  public SessionEngineBuilder rolling(boolean on) {
    this.rolling = on;
    return this;
  }

  /**
   * Stores a session, and sends its cookie, for every request that brings none, even if nothing was
   * put into it. Default: false.
   */
  public SessionEngineBuilder saveUninitialized(boolean on) {
    this.saveUninitialized = on;
    return this;
  }

  /** What {@link RequestSession#unset} does. Default: {@link Unset#KEEP}. */
  public SessionEngineBuilder unset(Unset newUnset) {
    this.unset = require(newUnset, "unset", "KEEP or DESTROY");
    return this;
  }

  /**
   * Whether the {@code X-Forwarded-Proto} header is believed when it says that the client's
   * connection is TLS. Only for applications that nobody can reach but through a proxy that sets
   * it. Default: false.
   */
  public SessionEngineBuilder proxy(boolean trusted) {
    this.proxy = trusted;
    return this;
  }

  /** What becomes of a throwing handler's changes. Default: {@link OnHandlerError#SAVE}. */
  public SessionEngineBuilder onHandlerError(OnHandlerError policy) {
    this.onHandlerError = require(policy, "onHandlerError", "SAVE or DROP");
    return this;
  }

  /** What requests do while Redis is away. Default: {@link OnUnavailable#FAIL}. */
  public SessionEngineBuilder onUnavailable(OnUnavailable policy) {
    this.onUnavailable = require(policy, "onUnavailable", "FAIL or GO_ON");
    return this;
  }

  /** Who is told of sessions that begin and end. Default: {@link SessionListener#NONE}. */
  public SessionEngineBuilder listener(SessionListener newListener) {
    this.listener = require(newListener, "listener", "a SessionListener");
    return this;
  }

  /**
   * Builds the engine.
   *
   * @throws IllegalArgumentException if there is no secret, an empty one, or options are at odds
   */
  public SessionEngine build() {
    cookie.check(name);
    return new SessionEngine(this);
  }

  List<String> checkedSecrets() {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "Option secret is required, and none may be empty. Make one with: openssl rand -base64 32");
    }
    if (secrets.stream().anyMatch(secret -> secret.getBytes(UTF_8).length < GOOD_SECRET_BYTES)) {
      LOG.warn(
          "A session secret is shorter than 32 bytes and may be guessed. Make a good one with:"
              + " openssl rand -base64 32");
    }
    return secrets;
  }

  private static List<String> concat(String first, String[] others) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(first), java.util.Arrays.stream(others))
        .toList();
  }

  private static boolean isTokenCharacter(int c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static <T> T require(@Nullable T value, String option, String what) {
    if (value == null) {
      throw new IllegalArgumentException("Option " + option + " must be " + what + ", not null");
    }
    return value;
  }
}
