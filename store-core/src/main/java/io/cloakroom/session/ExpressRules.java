package io.cloakroom.session;

import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.UnstorableAttributeException;
import java.util.Set;

/** What Express would lose of a session that it shares, and so is refused when it is saved. */
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
  static void check(SessionRecord content) {
    for (String name : content.attributes().keySet()) {
      if (TAKEN.contains(name)) {
        throw new UnstorableAttributeException(
            name,
            "has a name that Express drops when it loads the session (sharedWithExpress): choose"
                + " another");
      }
    }
    SessionCookie cookie = content.cookie();
    if (cookie.expires() != null && cookie.maxAge() == null) {
      throw new UnstorableAttributeException(
          "cookie",
          "has a fixed end, which Express forgets when it touches the session"
              + " (sharedWithExpress): give it a maxAge instead of expires");
    }
  }
}
