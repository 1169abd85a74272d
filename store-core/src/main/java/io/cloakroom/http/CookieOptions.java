package io.cloakroom.http;

import io.cloakroom.session.CookiePriority;
import io.cloakroom.session.SameSite;
import io.cloakroom.session.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * With which attributes the cookies of new sessions are issued. Immutable; each setter gives a
 * changed copy.
 *
 * <pre>{@code
 * CookieOptions.DEFAULT.maxAge(Duration.ofHours(8)).secure(CookieOptions.Secure.ALWAYS)
 * }</pre>
 */
public final class CookieOptions {

  /** When a cookie is marked Secure, so that browsers send it through TLS only. */
  public enum Secure {
    /** Always; on a connection without TLS there is no session then. */
    ALWAYS,
    /** Never. */
    NEVER,
    /** If the connection is TLS, or a trusted proxy says that the client's is. */
    AUTO
  }

  /** With which requests from other sites a cookie is sent. */
  public enum SameSiteRule {
    /** {@link SameSite#STRICT}. */
    STRICT,
    /** {@link SameSite#LAX}. */
    LAX,
    /** {@link SameSite#NONE}; browsers then require Secure. */
    NONE,
    /** {@link SameSite#NONE} if the connection is TLS, else {@link SameSite#LAX}. */
    AUTO,
    /** Nothing is said, and the browser decides. */
    UNSET
  }

  /** Path {@code /}, HttpOnly, SameSite=Lax, Secure by the connection, gone with the browser. */
  public static final CookieOptions DEFAULT =
      new CookieOptions(SessionCookie.DEFAULT, Secure.AUTO, SameSiteRule.LAX);

  private final SessionCookie facts;
  private final Secure secure;
  private final SameSiteRule sameSite;

  private CookieOptions(SessionCookie facts, Secure secure, SameSiteRule sameSite) {
    this.facts = facts;
    this.secure = secure;
    this.sameSite = sameSite;
  }

  /**
   * Below which path the cookie is sent, and sessions exist. Default: {@code /}.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  public CookieOptions path(String path) {
    return with(facts.domain(), path, facts.httpOnly(), facts.partitioned(), facts.priority());
  }

  /** The domain whose hosts get the cookie. Default: null, only the host that set it. */
  public CookieOptions domain(@Nullable String domain) {
    return with(domain, facts.path(), facts.httpOnly(), facts.partitioned(), facts.priority());
  }

  /** Whether the cookie is kept from scripts. Default: true. */
  public CookieOptions httpOnly(boolean httpOnly) {
    return with(facts.domain(), facts.path(), httpOnly, facts.partitioned(), facts.priority());
  }

  /** Whether the cookie is kept apart by top-level site; needs Secure. Default: false. */
  public CookieOptions partitioned(boolean partitioned) {
    return with(
        facts.domain(),
        facts.path(),
        facts.httpOnly(),
        partitioned ? Boolean.TRUE : null,
        facts.priority());
  }

  /** What a browser that is short of space does with it. Default: null, nothing is said. */
  public CookieOptions priority(@Nullable CookiePriority priority) {
    return with(facts.domain(), facts.path(), facts.httpOnly(), facts.partitioned(), priority);
  }

  /**
   * How long a session and its cookie live after each use. Default: null; the cookie goes with the
   * browser, and the store's {@code ttl} says how long the session lives.
   *
   * @throws IllegalArgumentException if it is zero or less
   */
  public CookieOptions maxAge(@Nullable Duration maxAge) {
    if (maxAge != null && (maxAge.isZero() || maxAge.isNegative())) {
      throw new IllegalArgumentException(
          "Option cookie.maxAge must be more than zero, but is " + maxAge);
    }
    return new CookieOptions(facts.withMaxAge(maxAge), secure, sameSite);
  }

  /**
   * When all sessions and their cookies end, whatever their use. It takes the place of {@code
   * maxAge}. Default: null.
   */
  public CookieOptions expires(@Nullable Instant expires) {
    return new CookieOptions(facts.withExpires(expires), secure, sameSite);
  }

  /** Whether the cookie is marked Secure. Default: {@link Secure#AUTO}. */
  public CookieOptions secure(Secure rule) {
    return new CookieOptions(facts, rule, sameSite);
  }

  /** Default: {@link SameSiteRule#LAX}. */
  public CookieOptions sameSite(SameSiteRule rule) {
    return new CookieOptions(facts, secure, rule);
  }

  /** The cookie of a session that begins with a request. */
  SessionCookie cookieFor(boolean secureRequest) {
    return new SessionCookie(
        facts.maxAge(),
        facts.expires(),
        secure == Secure.ALWAYS || (secure == Secure.AUTO && secureRequest),
        facts.httpOnly(),
        facts.domain(),
        facts.path(),
        sameSiteFor(secureRequest),
        facts.partitioned(),
        facts.priority());
  }

  private @Nullable SameSite sameSiteFor(boolean secureRequest) {
    return switch (sameSite) {
      case STRICT -> SameSite.STRICT;
      case LAX -> SameSite.LAX;
      case NONE -> SameSite.NONE;
      case AUTO -> secureRequest ? SameSite.NONE : SameSite.LAX;
      case UNSET -> null;
    };
  }

  @Nullable Duration maxAge() {
    return facts.maxAge();
  }

  /**
   * Whether a request's path lies below the cookie's.
   *
   * @see <a href="https://datatracker.ietf.org/doc/html/rfc6265#section-5.1.4">RFC 6265, section
   *     5.1.4</a>
   */
  boolean covers(String requestPath) {
    String path = facts.path();
    return requestPath.startsWith(path)
        && (path.endsWith("/")
            || requestPath.length() == path.length()
            || requestPath.charAt(path.length()) == '/');
  }

  String path() {
    return facts.path();
  }

  /**
   * Finds what no browser would accept.
   *
   * @throws IllegalArgumentException that names the options at odds
   */
  void check(String name) {
    if (secure == Secure.NEVER && sameSite == SameSiteRule.NONE) {
      throw new IllegalArgumentException(
          "Option cookie.sameSite NONE needs cookie.secure: browsers drop such a cookie otherwise");
    }
    if (secure == Secure.NEVER && facts.partitioned() != null) {
      throw new IllegalArgumentException(
          "Option cookie.partitioned needs cookie.secure: browsers drop such a cookie otherwise");
    }
    if (secure != Secure.ALWAYS && (name.startsWith("__Secure-") || name.startsWith("__Host-"))) {
      throw new IllegalArgumentException(
          "A cookie named " + name + " needs the option cookie.secure ALWAYS");
    }
    if (name.startsWith("__Host-") && (facts.domain() != null || !facts.path().equals("/"))) {
      throw new IllegalArgumentException(
          "A cookie named " + name + " must have cookie.path / and no cookie.domain");
    }
  }

  private CookieOptions with(
      @Nullable String domain,
      String path,
      boolean httpOnly,
      @Nullable Boolean partitioned,
      @Nullable CookiePriority priority) {
    return new CookieOptions(
        new SessionCookie(
            facts.maxAge(),
            facts.expires(),
            null,
            httpOnly,
            domain,
            path,
            null,
            partitioned,
            priority),
        secure,
        sameSite);
  }
}
