package io.cloakroom.session;

/**
 * What happens to changes that another request saved after this one had loaded the session. In
 * neither case does saving bring back a session that was destroyed.
 */
public enum OnConflict {

  /**
   * They are kept: this request's changes are added to them, and of an attribute that both changed
   * the later value stays. Needs a server that lets the client run scripts.
   */
  MERGE,

  /**
   * They are lost: if the session is still there, the later save replaces the whole record, as in
   * connect-redis. For servers without scripts, and for those who want that.
   */
  OVERWRITE
}
