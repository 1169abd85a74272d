package io.cloakroom.record;

/**
 * With which requests from other sites a browser sends the cookie.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">RFC 6265bis,
 *     section 5.6.7</a>
 */
public enum SameSite {
  /** With none. */
  STRICT,
  /** With top-level navigations only. */
  LAX,
  /** With all of them; browsers require Secure then. */
  NONE
}
