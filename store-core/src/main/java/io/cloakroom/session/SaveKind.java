package io.cloakroom.session;

/** By which verb of {@link SessionStore} a session was saved. */
public enum SaveKind {
  /** A session begins: {@link SessionStore#create}. */
  CREATE,

  /** Changes are written: {@link SessionStore#update} and {@link SessionStore#resave}. */
  UPDATE,

  /** A session gets another id: {@link SessionStore#regenerate}. */
  REGENERATE,

  /** A session is written over whatever is there: {@link SessionStore#set}. */
  SET
}
