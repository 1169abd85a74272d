package io.cloakroom.express;

import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnstorableAttributeException;
import java.util.Set;

/** Refuses, when a session is saved, what Express would lose of it. */
final class ExpressRules {

  /**
   * The names that express-session's Session object has already, of its own or inherited: it passes
   * over attributes of these names when it loads a record.
   */
  private static final Set<String> TAKEN =
      Set.of(
          "req",
          "id",
          "touch",
          "resetMaxAge",
          "save",
          "reload",
          "destroy",
          "regenerate",
          "constructor",
          "hasOwnProperty",
          "isPrototypeOf",
          "propertyIsEnumerable",
          "toLocaleString",
          "toString",
          "valueOf",
          "__proto__",
          "__defineGetter__",
          "__defineSetter__",
          "__lookupGetter__",
          "__lookupSetter__");

  private ExpressRules() {}

  /**
   * Finds what Express would lose.
   *
   * @throws UnstorableAttributeException that names it
   */
  static void check(RecordParts content) {
    for (String name : content.attributes().keySet()) {
      if (TAKEN.contains(name)) {
        throw new UnstorableAttributeException(
            name,
            "has a name that Express drops when it loads the session (option sharedWith): choose"
                + " another");
      }
    }
    SessionCookie cookie = content.cookie();
    if (cookie.expires() != null && cookie.maxAge() == null) {
      throw new UnstorableAttributeException(
          "cookie",
          "has a fixed end, which Express forgets when it touches the session"
              + " (option sharedWith): give it a maxAge instead of expires");
    }
  }
}
