package io.cloakroom.session;

/**
 * What happens when an attribute is requested that can't be restored here, such as one of a class
 * that only a newer release of the application has. In both cases the attribute stays in the record
 * as it is, the other attributes work, and setting or removing the attribute replaces it.
 */
public enum OnUnreadableAttribute {

  /** The session does not show the attribute. The log says so once for each attribute and class. */
  HIDE,

  /** Asking for it throws an {@link io.cloakroom.record.UnreadableAttributeException}. */
  FAIL
}
