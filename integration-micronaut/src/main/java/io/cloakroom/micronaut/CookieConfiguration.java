package io.cloakroom.micronaut;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.session.CookiePriority;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The attributes of the session cookie, as {@link CookieOptions} explains them. */
@ConfigurationProperties("cloakroom.cookie")
public final class CookieConfiguration {

  private CookieOptions options = CookieOptions.DEFAULT;

  CookieConfiguration() {}

  /**
   * Below which path the cookie is sent. Default: {@code /}.
   *
   * @param path Below which path the cookie is sent, and sessions exist. Default: /
   */
  public void setPath(String path) {
    options = options.path(path);
  }

  /**
   * The domain whose hosts get the cookie. Default: none.
   *
   * @param domain The domain whose hosts get the cookie. Default: none, only the host that set it
   */
  public void setDomain(@Nullable String domain) {
    options = options.domain(domain);
  }

  /**
   * Whether the cookie is kept from scripts. Default: true.
   *
   * @param httpOnly Whether the cookie is kept from scripts. Default: true
   */
  public void setHttpOnly(boolean httpOnly) {
    options = options.httpOnly(httpOnly);
  }

  /**
   * When the cookie is marked Secure. Default: {@link Secure#AUTO}.
   *
   * @param secure When the cookie is marked Secure: always, never, or auto, where the connection
   *     is. Default: auto
   */
  public void setSecure(Secure secure) {
    options = options.secure(secure);
  }

  /**
   * With which requests from other sites the cookie is sent. Default: {@link SameSiteRule#LAX}.
   *
   * @param sameSite With which requests from other sites the cookie is sent: strict, lax, none,
   *     auto or unset. Default: lax
   */
  public void setSameSite(SameSiteRule sameSite) {
    options = options.sameSite(sameSite);
  }

  /**
   * Whether the cookie is kept apart by top-level site. Default: false.
   *
   * @param partitioned Whether the cookie is kept apart by top-level site; needs secure. Default:
   *     false
   */
  public void setPartitioned(boolean partitioned) {
    options = options.partitioned(partitioned);
  }

  /**
   * What a browser that is short of space does with the cookie. Default: nothing is said.
   *
   * @param priority What a browser that is short of space does with the cookie: low, medium or
   *     high. Default: nothing is said
   */
  public void setPriority(@Nullable CookiePriority priority) {
    options = options.priority(priority);
  }

  /**
   * How long a session and its cookie live after each use. Default: until the browser ends.
   *
   * @param maxAge How long a session and its cookie live after each use. Default: the cookie goes
   *     with the browser, and cloakroom.store.ttl says how long the session lives
   */
  public void setMaxAge(@Nullable Duration maxAge) {
    options = options.maxAge(maxAge);
  }

  /**
   * When all sessions end, whatever their use. Default: never.
   *
   * @param expires When all sessions and their cookies end, whatever their use; takes the place of
   *     max-age. Default: none
   */
  public void setExpires(@Nullable Instant expires) {
    options = options.expires(expires);
  }

  CookieOptions options() {
    return options;
  }
}
