package io.cloakroom.http;

/** What {@link RequestSession#unset} does to the session in Redis: express-session's option. */
public enum Unset {
  /** It stays as it was before the request. */
  KEEP,
  /** It is destroyed. */
  DESTROY
}
