package io.cloakroom.record;

/**
 * Which cookies a browser that is short of space drops first.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-west-cookie-priority-00">Cookie
 *     Priority</a>
 */
public enum CookiePriority {
  /** Dropped first. */
  LOW,
  /** As cookies that name no priority. */
  MEDIUM,
  /** Dropped last. */
  HIGH
}
