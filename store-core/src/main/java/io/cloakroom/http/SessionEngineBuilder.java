package io.cloakroom.http;

import static io.cloakroom.callback.Arguments.requireOption;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.express.Express;
import io.cloakroom.record.RecordPeer;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options of a {@link SessionEngine}, by the names that express-session gives them. Each setter
 * changes this builder and returns it. A value that can't be right is an {@link
 * IllegalArgumentException} that names the option, at the latest in {@link #build}.
 */
public final class SessionEngineBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEngine.class);
  private static final int GOOD_SECRET_BYTES = 32;
  private static final int MINIMUM_SECRET_BYTES = 8;
  private static final String HOW_TO_MAKE_A_SECRET = "openssl rand -base64 32";

  private @Nullable SessionStore store;
  private @Nullable String name;
  private boolean sharedWithExpress;
  private List<String> secrets = List.of();
  private final CookieOptions cookie = new CookieOptions();
  Function<SessionRequest, SessionId> genid = request -> SessionId.random();
  boolean resave;
  boolean rolling;
  boolean saveUninitialized;
  boolean proxy;
  boolean lastAccess;
  Unset unset = Unset.KEEP;
  OnHandlerError onHandlerError = OnHandlerError.SAVE;
  OnUnavailable onUnavailable = OnUnavailable.FAIL;
  final List<SessionListener> listeners = new ArrayList<>();
  InstantSource clock = InstantSource.system();

  SessionEngineBuilder() {}

  /** Sets where the sessions are kept. Required. */
  public SessionEngineBuilder store(SessionStore newStore) {
    this.store = requireOption(newStore, "store", "a SessionStore");
    return this;
  }

  /**
   * Sets the cookie's name. Applications on one host need different ones. Default: {@code sid}, or
   * {@link Express#COOKIE_NAME} with {@link #sharedWithExpress}.
   *
   * @param newName a token as RFC 9110 defines it: letters, digits and {@code !#$%&'*+-.^_`|~}
   */
  public SessionEngineBuilder name(String newName) {
    requireOption(newName, "name", "a text");
    if (newName.isEmpty() || !newName.chars().allMatch(SessionEngineBuilder::isTokenCharacter)) {
      throw new IllegalArgumentException(
          "Option name must be letters, digits or !#$%&'*+-.^_`|~, but is \"" + newName + "\"");
    }
    this.name = newName;
    return this;
  }

  /**
   * Sets the secrets that ids in cookies are signed with. Required. The first signs; the others are
   * old ones, whose cookies are accepted and issued again under the first. A secret of less than 32
   * bytes is reported in the log. One of less than 8 is refused, except with {@link
   * #sharedWithExpress}, because Express takes any.
   */
  public SessionEngineBuilder secret(String newest, String... old) {
    requireOption(
        newest,
        "secret",
        "a text, such as the one that " + HOW_TO_MAKE_A_SECRET + " prints (is the variable set?)");
    List<String> all = new ArrayList<>(List.of(newest));
    all.addAll(List.of(old));
    return secrets(all);
  }

  /** As {@link #secret(String, String...)}, the newest first. */
  public SessionEngineBuilder secrets(List<String> newestFirst) {
    requireOption(newestFirst, "secret", "a list of texts");
    this.secrets = List.copyOf(newestFirst);
    return this;
  }

  /**
   * Sets whether Express servers use the sessions, too. It changes one default, the cookie's name,
   * to that of express-session, {@link Express#COOKIE_NAME}. Path, expiry and HttpOnly are
   * express-session's anyway; Secure and SameSite stay safer than Express's, which accepts that.
   * The secret is Express's. Where Express sets other options, set the same ones here, path and
   * domain above all, since browsers tell cookies apart by them. Default: false.
   *
   * <p>The store has a part in it, too: {@link
   * io.cloakroom.session.RedisSessionStoreBuilder#sharedWith}. One without the other is refused.
   */
  public SessionEngineBuilder sharedWithExpress(boolean on) {
    this.sharedWithExpress = on;
    return this;
  }

  /**
   * Sets options of the cookie.
   *
   * <pre>{@code
   * builder.cookie(cookie -> cookie.maxAge(Duration.ofHours(8)))
   * }</pre>
   */
  public SessionEngineBuilder cookie(Consumer<CookieOptions> options) {
    requireOption(options, "cookie", "a function").accept(cookie);
    return this;
  }

  /** Returns the options of the cookie, which can be changed until the engine is built. */
  public CookieOptions cookie() {
    return cookie;
  }

  /**
   * Makes the ids of new sessions. Each must be new and impossible to guess. Default: {@link
   * SessionId#random}.
   */
  public SessionEngineBuilder genid(Function<SessionRequest, SessionId> newGenid) {
    this.genid = requireOption(newGenid, "genid", "a function");
    return this;
  }

  /** Saves a session that a handler asked for even if nothing in it was changed. Default: false. */
  public SessionEngineBuilder resave(boolean on) {
    this.resave = on;
    return this;
  }

  /**
   * Sends the cookie again with every response whose handler asked for the session, so that its
   * expiry moves as the TTL does. Default: false; {@link CookieOptions#renewAfter} does it often
   * enough for a cookie with a {@code maxAge}.
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

  /** Sets what {@link RequestSession#unset} does. Default: {@link Unset#KEEP}. */
  public SessionEngineBuilder unset(Unset newUnset) {
    this.unset = requireOption(newUnset, "unset", "KEEP or DESTROY");
    return this;
  }

  /**
   * Sets whether the headers {@code Forwarded} and {@code X-Forwarded-Proto} are trusted when they
   * say that the client's connection is TLS. Only for applications that nobody can reach except
   * through a proxy that sets one of them. Of a list the last value counts, which the nearest proxy
   * added; where both headers are there, both must say https. Default: false.
   */
  public SessionEngineBuilder proxy(boolean trusted) {
    this.proxy = trusted;
    return this;
  }

  /**
   * Sets whether a session tells when it was used before ({@link RequestSession#lastAccessTime}),
   * for idle checks of an application's own. What is left of the TTL in Redis tells it: reading a
   * session is one command in any case, with this a script, without it {@code GETEX}. Where the
   * server lets no script run, it is not known. Default: true in Javalin and Micronaut, whose own
   * session interfaces promise that time, otherwise false.
   */
  public SessionEngineBuilder lastAccess(boolean on) {
    this.lastAccess = on;
    return this;
  }

  /**
   * Sets whether the changes of a handler that throws are saved. Default: {@link
   * OnHandlerError#SAVE}.
   */
  public SessionEngineBuilder onHandlerError(OnHandlerError policy) {
    this.onHandlerError = requireOption(policy, "onHandlerError", "SAVE or DROP");
    return this;
  }

  /** Sets what requests do while Redis is away. Default: {@link OnUnavailable#FAIL}. */
  public SessionEngineBuilder onUnavailable(OnUnavailable policy) {
    this.onUnavailable = requireOption(policy, "onUnavailable", "FAIL or GO_ON");
    return this;
  }

  /**
   * Adds one that is called when sessions begin and end, after those that were added before.
   * Default: nobody.
   */
  public SessionEngineBuilder listener(SessionListener newListener) {
    listeners.add(requireOption(newListener, "listener", "a SessionListener"));
    return this;
  }

  /**
   * Sets the clock that a cookie's {@code Max-Age} is counted by, for tests. Default: the system's.
   * The store has a clock of its own.
   */
  public SessionEngineBuilder clock(InstantSource newClock) {
    this.clock = requireOption(newClock, "clock", "an InstantSource");
    return this;
  }

  /**
   * Returns the engine.
   *
   * @throws IllegalArgumentException if there is no store, no secret or an empty one, or if options
   *     cannot be combined
   */
  public SessionEngine build() {
    if (store == null) {
      throw new IllegalArgumentException(
          "Option store is required: set it to RedisSessionStore.builder(commands).build()");
    }
    if (store instanceof RedisSessionStore redis) {
      checkSharing(redis.sharedWith());
    }
    SessionEngine engine = new SessionEngine(this, store);
    engine.start();
    return engine;
  }

  /** The cookie and the records are shared with Express, or neither is. */
  private void checkSharing(Optional<RecordPeer> peer) {
    if (sharedWithExpress && peer.isEmpty()) {
      throw new IllegalArgumentException(
          "Option sharedWithExpress needs a store that is shared, too: build the store with"
              + " .sharedWith(Express.peer())");
    }
    boolean isExpress = peer.map(RecordPeer::name).equals(Optional.of(Express.peer().name()));
    if (isExpress && !sharedWithExpress && name == null) {
      throw new IllegalArgumentException(
          "The store is shared with Express, but the cookie is not: set the option sharedWithExpress,"
              + " or the option name to the name of Express's cookie");
    }
  }

  String name() {
    if (name != null) {
      return name;
    }
    return sharedWithExpress ? Express.COOKIE_NAME : "sid";
  }

  List<String> checkedSecrets() {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "Option secret is required, and none may be empty. Make one with: "
              + HOW_TO_MAKE_A_SECRET);
    }
    if (!sharedWithExpress && isAnyShorterThan(MINIMUM_SECRET_BYTES)) {
      throw new IllegalArgumentException(
          "Option secret must have at least 8 bytes, since whoever guesses it can sign cookies. Make"
              + " one with: "
              + HOW_TO_MAKE_A_SECRET
              + ". If it is the secret of Express servers, set sharedWithExpress");
    }
    if (isAnyShorterThan(GOOD_SECRET_BYTES)) {
      LOG.warn(
          "A session secret is shorter than 32 bytes and may be guessed. Make a good one with: {}",
          HOW_TO_MAKE_A_SECRET);
    }
    return secrets;
  }

  private boolean isAnyShorterThan(int bytes) {
    return secrets.stream().anyMatch(secret -> secret.getBytes(UTF_8).length < bytes);
  }

  private static boolean isTokenCharacter(int c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
