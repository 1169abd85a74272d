package io.cloakroom.http;

import io.cloakroom.callback.Arguments;
import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of the session cookie. Each setter changes these options and returns them.
 *
 * <pre>{@code
 * engine.cookie(cookie -> cookie.maxAge(Duration.ofHours(8)).secure(CookieOptions.Secure.ALWAYS));
 * }</pre>
 *
 * <p>Unless set otherwise, the cookie has the path {@code /}, is HttpOnly and SameSite=Lax, is
 * Secure where the connection is, and ends with the browser.
 */
public final class CookieOptions {

  /** When a cookie is marked Secure, so that browsers send it through TLS only. */
  public enum Secure {
    /** Always; on a connection without TLS no session begins then. */
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
    /**
     * {@link SameSite#NONE} if the connection is TLS and the cookie Secure, else {@link
     * SameSite#LAX}.
     */
    AUTO,
    /** The cookie names no rule, and the browser decides. */
    UNSET
  }

  private static final Pattern HOST_NAME =
      Pattern.compile("\\.?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  private SessionCookie facts = SessionCookie.PLAIN;
  private Secure secure = Secure.AUTO;
  private SameSiteRule sameSite = SameSiteRule.LAX;
  private double renewAfter = 0.1;

  CookieOptions() {}

  /**
   * Sets the path below which the cookie is sent and sessions exist. Default: {@code /}.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  public CookieOptions path(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "Option cookie.path must begin with /, but is \"" + path + '"');
    }
    return with(facts.domain(), path, facts.httpOnly(), facts.partitioned(), facts.priority());
  }

  /**
   * Sets the domain whose hosts get the cookie. Default: null, only the host that set it.
   *
   * @throws IllegalArgumentException if it is no host name, such as an address with a scheme or a
   *     port, which browsers drop
   */
  public CookieOptions domain(@Nullable String domain) {
    if (domain != null && !HOST_NAME.matcher(domain).matches()) {
      throw new IllegalArgumentException(
          "Option cookie.domain must be a host name such as shop.example, but is \""
              + domain
              + '"');
    }
    return with(domain, facts.path(), facts.httpOnly(), facts.partitioned(), facts.priority());
  }

  /** Sets whether the cookie is kept from scripts. Default: true. */
  public CookieOptions httpOnly(boolean httpOnly) {
    return with(facts.domain(), facts.path(), httpOnly, facts.partitioned(), facts.priority());
  }

  /** Sets whether the cookie is kept apart by top-level site; needs Secure. Default: false. */
  public CookieOptions partitioned(boolean partitioned) {
    return with(
        facts.domain(),
        facts.path(),
        facts.httpOnly(),
        partitioned ? Boolean.TRUE : null,
        facts.priority());
  }

  /**
   * Sets what a browser that is short of space does with the cookie. Default: null, the cookie does
   * not say.
   */
  public CookieOptions priority(@Nullable CookiePriority priority) {
    return with(facts.domain(), facts.path(), facts.httpOnly(), facts.partitioned(), priority);
  }

  /**
   * Sets how long a session and its cookie live after each use. The browser learns of a use when
   * the cookie is renewed, see {@link #renewAfter}. Default: null; the cookie ends with the
   * browser, and the store's {@code ttl} says how long the session lives.
   *
   * @throws IllegalArgumentException if it is zero or less, or beyond 1 000 years, or if {@link
   *     #expires} is set
   */
  public CookieOptions maxAge(@Nullable Duration maxAge) {
    if (maxAge != null && (maxAge.isZero() || maxAge.isNegative())) {
      throw new IllegalArgumentException(
          "Option cookie.maxAge must be more than zero, but is " + maxAge);
    }
    requireOneEnd(maxAge, facts.expires());
    facts = facts.withMaxAge(maxAge);
    return this;
  }

  /**
   * Sets when all sessions and their cookies end, however they are used. Default: null.
   *
   * @throws IllegalArgumentException if it lies beyond the years 0 to 9999, or if {@link #maxAge}
   *     is set
   */
  public CookieOptions expires(@Nullable Instant expires) {
    requireOneEnd(facts.maxAge(), expires);
    facts = facts.withExpires(expires);
    return this;
  }

  private static void requireOneEnd(@Nullable Duration maxAge, @Nullable Instant expires) {
    if (maxAge != null && expires != null) {
      throw new IllegalArgumentException(
          "Option cookie.maxAge cannot be combined with cookie.expires: sessions end some time after"
              + " their last use, or all at one time. Leave one out");
    }
  }

  /**
   * Sets how much of a cookie's {@code maxAge} must have gone before a request that uses the
   * session renews it, as a part of 1. The renewal writes the record and sets the cookie; a request
   * that only reads does neither otherwise, and one that changes the session does both, as in
   * express-session. An active user is logged out too early by this part at most. Default: 0.1, a
   * tenth.
   *
   * @param part from 0, which renews it with every use, to 1, which never does
   * @throws IllegalArgumentException if it is less than 0 or more than 1
   */
  public CookieOptions renewAfter(double part) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException(
          "Option cookie.renewAfter must be from 0 to 1, but is " + part);
    }
    renewAfter = part;
    return this;
  }

  /** Sets whether the cookie is marked Secure. Default: {@link Secure#AUTO}. */
  public CookieOptions secure(Secure rule) {
    secure = Arguments.requireOption(rule, "cookie.secure", "ALWAYS, NEVER or AUTO");
    return this;
  }

  /**
   * Sets with which requests from other sites the cookie is sent. Default: {@link
   * SameSiteRule#LAX}.
   */
  public CookieOptions sameSite(SameSiteRule rule) {
    sameSite = Arguments.requireOption(rule, "cookie.sameSite", "a SameSiteRule");
    return this;
  }

  /**
   * These options as they are now.
   *
   * @param name the cookie's
   * @throws IllegalArgumentException if no browser would accept the cookie, or it has expired
   *     already; it names the options
   */
  CookiePolicy policy(String name, Instant now) {
    Instant end = facts.expires();
    if (end != null && !end.isAfter(now)) {
      throw new IllegalArgumentException(
          "Option cookie.expires is " + end + ", which is in the past: no session can begin");
    }
    CookiePolicy policy = new CookiePolicy(facts, secure, sameSite, renewAfter);
    policy.check(name);
    return policy;
  }

  private CookieOptions with(
      @Nullable String domain,
      String path,
      boolean httpOnly,
      @Nullable Boolean partitioned,
      @Nullable CookiePriority priority) {
    facts =
        new SessionCookie(
            facts.maxAge(),
            facts.expires(),
            null,
            httpOnly,
            domain,
            path,
            null,
            partitioned,
            priority);
    return this;
  }
}
