package io.cloakroom.session;

/**
 * What becomes of what another request saved after this one had loaded the session. In neither case
 * does saving bring back a session that was destroyed.
 */
public enum OnConflict {

  /**
   * It is kept: this request's own changes are made to it, and of an attribute that both changed
   * the later value stays. Needs a server that lets the client run scripts.
   */
  MERGE,

  /**
   * It is lost: the later save replaces the whole record, as in connect-redis, where the session is
   * still there. For servers without scripts, and for those who want that.
   */
  OVERWRITE
}
